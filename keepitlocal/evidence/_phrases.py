"""Phrases that indicators share: what base they speak of, and where each payment's organisation is."""

from typing import Any

BASE = "what the council could choose how to spend"


def choosable(payments: Any, /) -> Any:
    """Payments with ``set_aside``: empty where they are published spend the council could choose, else why they are left out."""
    import ibis

    reason = ibis.cases(
        (payments.source != "spend", "procurement card, counted apart"),
        (~payments.choosable, ibis.literal("not choosable: ") + payments.line),
        else_=ibis.null("string"),
    )
    return payments.mutate(set_aside=reason)


def judged(payments: Any, localities: Any, rules: Any, /) -> Any:
    """Each payment once for every rule for local, with ``outcome``: local, elsewhere or unknown (also without an organisation)."""
    import ibis

    places = localities.select("org_id", "definition", "outcome")
    each = payments.cross_join(rules.select("definition"))
    found = each.left_join(places, ["org_id", "definition"])
    return found.mutate(outcome=ibis.coalesce(found.outcome, "unknown")).drop("org_id_right", "definition_right")
