"""Phrases that indicators share: what base they speak of, where each payment's organisation is, and what is not
known.
"""

from typing import Any

BASE = "what the council could choose how to spend"
EXCLUDES = (
    "taxes, pensions, levies, other public bodies, schools, payments to people, redacted lines, property and treasury"
)
PLACED = (
    "an organisation is where its registered, contact or published address is; one without a known address could "
    "be anywhere"
)


def choosable(payments: Any, /) -> Any:
    """Payments with ``set_aside``: empty where they are published spend the council could choose, else why they
    are left out.
    """
    import ibis

    reason = ibis.cases(
        (payments.source != "spend", "procurement card, counted apart"),
        (~payments.choosable, ibis.literal("not choosable: ") + payments.line),
        else_=ibis.null("string"),
    )
    return payments.mutate(set_aside=reason)


def judged(payments: Any, localities: Any, rules: Any, /) -> Any:
    """Each payment once for every rule for local, with ``outcome``: local, elsewhere or unknown (also without an
    organisation).
    """
    import ibis

    places = localities.select("org_id", "definition", "outcome")
    each = payments.cross_join(rules.select("definition"))
    found = each.left_join(places, ["org_id", "definition"])
    return found.mutate(outcome=ibis.coalesce(found.outcome, "unknown")).drop("org_id_right", "definition_right")


def marked(rows: Any, verdict: Any, /) -> Any:
    """Rows with ``counts`` and ``unknown`` from a verdict that is true, false, or null where it cannot be told."""
    import ibis

    return rows.mutate(counts=ibis.coalesce(verdict, False), unknown=verdict.isnull())


def is_local(rows: Any, /) -> Any:
    """A verdict on rows that were judged: null where the rule cannot tell."""
    import ibis

    return ibis.cases((rows.outcome == "local", True), (rows.outcome == "elsewhere", False), else_=ibis.null("boolean"))


def is_guess(rows: Any, /) -> Any:
    """Whether the kind is only guessed: a grant recipient on no register given to us, taken for a community group.

    Many such are charities, and some are companies: absence from the registers at hand proves nothing.
    """
    import ibis

    minted = ibis.coalesce(rows.org_id.startswith("KIL-"), False)
    return (rows.kind == "community_group") & minted


def is_community_led(rows: Any, /) -> Any:
    """A verdict: a charity, community interest company, society or community group; null where that is not known."""
    import ibis

    from keepitlocal.domain.organisation import COMMUNITY_LED

    known = rows.kind.isin(sorted(COMMUNITY_LED))
    return ibis.cases(((rows.kind == "unknown") | is_guess(rows), ibis.null("boolean")), else_=known)


def is_of_the_area(rows: Any, /) -> Any:
    """A verdict: works locally or regionally, not nationally or overseas; null for a charity whose reach no
    register tells.

    Registers tell reach of charities alone; other community-led kinds are taken to be of their area.
    """
    import ibis

    return ibis.cases(
        (rows.reach.isin(["national", "overseas"]), False),
        (rows.reach.isnull() & (rows.kind == "charity"), ibis.null("boolean")),
        else_=True,
    )


def label(column: Any, /) -> Any:
    """A published label as a cut: empty where it says nothing (NA), its strokes made fraction strokes, since
    strokes part a finding's id.
    """
    import ibis

    # ibis's strip() names a form feed by an escape that Spark reads as the letter f: "Staff" would lose its end there.
    plain = column.re_replace("^ +| +$", "")
    return plain.upper().isin(["", "NA", "N/A", "NONE"]).ifelse(ibis.null("string"), plain.replace("/", "\u2044"))


def no_person(rows: Any, /) -> Any:
    """Rows with people set aside: a figure about suppliers, or about recipients, is about organisations."""
    import ibis

    before = rows.set_aside if "set_aside" in rows.columns else ibis.null("string")
    return rows.mutate(
        set_aside=ibis.coalesce(before, rows.person.ifelse("a person, or redacted", ibis.null("string")))
    )


def grouped(rows: Any, cut: tuple[str, ...], /, **figures: Any) -> Any:
    """Figures by the columns of a cut, or over all rows where it has none."""
    return rows.group_by(list(cut)).aggregate(**figures) if cut else rows.aggregate(**figures)
