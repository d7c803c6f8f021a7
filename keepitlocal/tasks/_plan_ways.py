"""The routes as they apply to one commission, each with its own latest date to decide and what it takes to let."""

from collections.abc import Callable, Iterable
from datetime import date

from keepitlocal.report.plan import Publication, Way
from keepitlocal.steps.contract_size.routes import Option, Setting, options


def ways(
    setting: Setting, /, *, decide_by: Callable[[Iterable[str]], date | None], letting: Callable[[Option], str]
) -> tuple[Way, ...]:
    """Every route, priced in the same terms. ``decide_by`` takes the names of a route's lead times."""
    return tuple(_way(one, decide_by(one.lead_times), letting(one)) for one in options(setting))


def _way(option: Option, decide_by: date | None, letting: str) -> Way:
    return Way(
        option.route,
        option.title,
        option.stands,
        option.why,
        option.why_not,
        option.ask,
        option.rules,
        tuple(Publication(one.what, one.when, one.rule) for one in option.publish),
        tuple((one.who, one.what) for one in option.decide),
        decide_by,
        letting,
        option.lead,
    )


def letting(setting: Setting, /) -> Callable[[Option], str]:
    """What each route takes to let, both sides' hours, by one estimate for all; nothing is said where nothing is let."""
    from keepitlocal.evidence.cost_of_scale.letting import letting as hours

    value, pieces = setting.commission.value_pence, _pieces(setting)

    def told(option: Option) -> str:
        lots = {"open_with_lots": pieces, "many_small_providers": pieces}.get(option.route, 1)
        if not value or "tender" not in option.lead_times:
            return ""
        found = hours(value, lots=lots)
        split = f" in {lots} lots" if lots > 1 else ""
        return (
            f"about {_round(found.council):,} hours of the council’s and {_round(found.bidders):,} of bidders’{split}"
        )

    return told


def _round(hours: int) -> int:
    """To two figures: the estimate is no better than that."""
    return round(hours, 2 - len(str(hours))) if hours >= 100 else hours


def _pieces(setting: Setting) -> int:
    """How many pieces no larger than the suggested maximum; as many as planned, or two, where none is suggested."""
    most, annual = setting.suggested_maximum_pence, setting.annual_pence
    if most and annual:
        return min(20, max(2, -(-annual // most)))
    return max(2, setting.commission.lots or 2)
