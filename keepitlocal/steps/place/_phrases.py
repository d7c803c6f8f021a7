"""Phrases that figures of step 1 share."""

from typing import Any

BASE = "what the council could choose how to spend on services for people"
EXCLUDES = "all but services for people; payments to individuals; labels that name no department"
ASSUMES = (
    "a department is the council's own where it publishes at most forty, else cost centres are grouped by words "
    "([services] in place.toml); what is a service for people, and what is similar work, is by such words too"
)
# What the chapter says where these figures are absent.
ABSENT = (
    "The labels of the spending given name no two departments in services for people, so nothing can be said of money "
    "from several departments. Say what your cost centres belong to in place.toml, under [services.departments]."
)
SOURCE = "spending over £500: departments, services and categories as published"


def for_people(payments: Any, label_work: Any, /) -> Any:
    """Payments with ``payer`` and ``work``, set aside where they are no service for people or cannot be told apart."""
    import ibis

    keys = ("department", "service", "category")
    blank = {name: ibis.coalesce(payments[name], "") for name in keys}
    labels = label_work.mutate(**{f"{name}_told": ibis.coalesce(label_work[name], "") for name in keys})
    labels = labels.select(*(f"{name}_told" for name in keys), "payer", "work")
    told = payments.mutate(**{f"{name}_told": value for name, value in blank.items()})
    found = told.left_join(labels, [f"{name}_told" for name in keys])
    found = found.drop(*(name for name in found.columns if "_told" in name))
    reason = ibis.cases(
        (found.source != "spend", "procurement card, counted apart"),
        (~found.choosable, ibis.literal("not choosable: ") + found.line),
        (found.work.isnull(), "not a service for people"),
        (found.person | found.body.isnull(), "individuals and redacted payees"),
        (found.payer.isnull(), "no department told by the label"),
        else_=ibis.null("string"),
    )
    return found.mutate(set_aside=reason)


def with_payers(rows: Any, /) -> Any:
    """Rows with ``payers``: how many departments paid that body for services to people in the same year."""
    live = rows.filter(rows.set_aside.isnull())
    payers = live.group_by(["body", "year"]).aggregate(payers=live.payer.nunique())
    found = rows.left_join(payers, ["body", "year"])
    return found.drop("body_right", "year_right")
