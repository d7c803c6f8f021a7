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
