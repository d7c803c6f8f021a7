"""What notices say of a contract that the table of agreements does not hold: its stage and the bids for it."""

from typing import Any

from keepitlocal.evidence.cost_of_scale._bands import band

REPEATED = "the same contract again, with another of its suppliers"
REGISTER = "on a register, which does not say"


def noticed(agreements: Any, contracts: Any, /) -> Any:
    """Agreements with ``stage`` and ``bids`` as their notice gives them, ``band``, and why a row is left out so far."""
    import ibis

    told = contracts.filter((contracts.source == "ocds") & contracts.set_aside.isnull())
    told = told.mutate(lot_key=ibis.coalesce(told.lot, "")).group_by(["input", "row", "lot_key"])
    told = told.aggregate(stage=contracts.stage.max(), bids=contracts.bids.max())
    keyed = agreements.mutate(lot_key=ibis.coalesce(agreements.lot, ""))
    found = keyed.left_join(told, ["input", "row", "lot_key"]).drop("input_right", "row_right", "lot_key_right")
    set_aside = ibis.cases((found.source != "ocds", REGISTER), (~found.first, REPEATED), else_=ibis.null("string"))
    return found.mutate(set_aside=set_aside, band=ibis.coalesce(band(found.amount_pence), "not_known"), counts=True)
