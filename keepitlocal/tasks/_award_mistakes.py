"""What is wrong with the file of an award, in words: its sections and values first, then what does not fit together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from keepitlocal.domain.period import spoken
from keepitlocal.law import rule
from keepitlocal.steps.contract_size.award.mechanisms import mechanisms
from keepitlocal.steps.contract_size.award.model import FIRST, LIFT, NOBODY_ELSE, TOO_MANY_BIDS, Case
from keepitlocal.steps.contract_size.award.ties import DRAW, FEWER, LINES, PRICE, QUALITY

FORMAT = 1
_TOP = ("format", "title", "published", "awarded", "notice", "notice_text", "bids", "rule", "lot", "bidder", "bid")
_RULE = (
    *("mechanism", "most_lots", "most_value", "most_bids", "too_many_bids", "nobody_else", "ties", "draw", "first"),
    *("drawn_on", "drawn_before"),
    *("out_of", "lowest_score", "packages", "value_basis"),
)
_LOT = ("id", "title", "value", "weight")
_BIDDER = ("name", "order", "least")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BASES = ("whole life", "a year")
PREFERENCE = "bidders' preference"


def slips(told: Mapping[str, Any], /, *, draft: bool, today: date) -> Iterator[str]:
    """What is wrong with the sections and values; ``draft`` asks nothing of bids."""
    if told.get("format") != FORMAT:
        yield f"it should open with “format = {FORMAT}”, and says {told.get('format')!r}."
        return
    found = [*_shape(told), *_unknown("the file", told, _TOP)]
    if found:
        yield from found
        return
    if not str(told.get("title", "")).strip():
        yield 'it does not say what is let. Write it at the top, as title = "Help at home".'
    yield from _dates(told, today)
    if not draft:
        yield from _published(told)
        yield from _where_bids(told)
    yield from _rule(told["rule"], draft=draft)
    yield from _lots(told)
    yield from _bidders(told)


def _shape(told: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(told.get("rule"), dict):
        yield "it has no rule. Write the rule of the tender notice under [rule] on a line of its own."
    for name in ("lot", "bidder", "bid"):
        given = told.get(name, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            yield f"{name} should be sections that open with [[{name}]] on a line of its own, in doubled brackets."
    if not told.get("lot"):
        yield "it has no lots. Write each under [[lot]], in the order of the tender notice."
    for name in ("bids", "notice_text"):
        if name in told and not (isinstance(told[name], str) and told[name].strip()):
            yield f'{name} should be the name of a file in quotation marks, as {name} = "{name}.csv".'


def _unknown(where: str, told: Mapping[str, Any], names: Sequence[str]) -> Iterator[str]:
    for name in told:
        if name not in names:
            near = get_close_matches(name, names, n=1, cutoff=0.6)
            meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(names)}."
            yield f"{where} has {name}, which means nothing here. {meant}"


def _dates(told: Mapping[str, Any], today: date) -> Iterator[str]:
    """Each day is a day, and none that has to lie before the award lies after it."""
    rule, found = told["rule"], {}
    named = {
        "published": told.get("published"),
        "awarded": told.get("awarded"),
        "[rule] drawn_on": rule.get("drawn_on"),
    }
    for name, given in named.items():
        bare = name.removeprefix("[rule] ")
        if isinstance(given, str):
            day = given.strip() if _DAY.fullmatch(given.strip()) else "2026-09-01"
            yield f"{name} is {given!r}, in quotation marks. Write the day without quotation marks, as {bare} = {day}."
        elif given is not None and type(given) is not date:
            yield f"{name} is {given}; give a day alone, as {bare} = 2026-09-01."
        elif given is not None:
            found[bare] = given
    last = found.get("awarded", today)
    until = f"the day of the award, {spoken(last)}" if "awarded" in found else f"today, {spoken(last)}"
    mend = (
        "Mend the day that is wrong."
        if "awarded" in found
        else "Mend it, or give the day of the award as awarded = ..."
    )
    for name, what in (("published", "the tender notice was published"), ("drawn_on", "the draw was made")):
        if name in found and found[name] > last:
            yield f"{name} says that {what} on {spoken(found[name])}, which is after {until}. {mend}"


def _published(told: Mapping[str, Any]) -> Iterator[str]:
    if "published" in told and type(told["published"]) is not date:
        return
    if "published" not in told:
        yield (
            "it does not say when the mechanism was published. An award under a limit goes by what the tender notice said: write"
            " its day at the top, without quotation marks, as published = 2026-09-01. Before that, --draft gives the text for"
            " the notice."
        )
        return
    try:
        rule("PA-023d", on=told["published"])
    except LookupError:
        yield (
            f"the tender notice was published on {spoken(told['published'])}, before the Procurement Act 2023 was in force."
            " Other rules bear on an award under that notice: ask your legal adviser."
        )


def _where_bids(told: Mapping[str, Any]) -> Iterator[str]:
    if "bids" in told and told.get("bid"):
        yield "it names a CSV of bids and holds [[bid]] too. Keep one of the two."
    if "bids" not in told and not told.get("bid"):
        yield 'it has no bids. Name the CSV that holds them at the top, as bids = "bids.csv".'


def _rule(rule: Mapping[str, Any], *, draft: bool) -> Iterator[str]:
    yield from _unknown("[rule]", rule, _RULE)
    known = mechanisms()
    named = str(rule.get("mechanism", "")).replace("’", "'")
    if named not in known:
        said = f"is {rule['mechanism']!r}" if "mechanism" in rule else "is missing"
        listed = ", ".join(f'"{name}"' for name in known)
        yield f"[rule] mechanism {said}. It is the one that the tender notice gave, or will give; there are {listed}."
    for name in ("most_lots", "most_bids"):
        if name in rule and (type(rule[name]) is not int or rule[name] < 1):
            yield f"[rule] {name} is {rule[name]!r}; give a whole number, 1 or more. Leave it out where there is no limit."
    if "most_value" in rule and not (_number(rule["most_value"]) and rule["most_value"] > 0):
        yield f"[rule] most_value is {rule['most_value']!r}; give pounds above nothing, as 600000, or leave it out."
    if not {"most_lots", "most_value", "most_bids"} & rule.keys():
        yield "[rule] has no limit: neither most_lots nor most_value nor most_bids. Without one there is nothing to settle."
    yield from _choices(rule)
    yield from _ties(rule, draft=draft)
    yield from _numbers(rule)
    if named == PREFERENCE and "most_value" in rule:
        yield (
            "[rule] has most_value, and bidders’ preference takes a limit on the number of lots alone: with one on value, the"
            " outcome could depend on the order of the steps."
        )
    if named == PREFERENCE and FEWER in rule.get("ties", ()):
        yield f"[rule] ties has “{FEWER}”, which tells nothing by bidders’ preference: there no lot is awarded before another."


def _choices(rule: Mapping[str, Any]) -> Iterator[str]:
    for name, choices in (
        ("too_many_bids", TOO_MANY_BIDS),
        ("nobody_else", NOBODY_ELSE),
        ("first", FIRST),
        ("value_basis", _BASES),
    ):
        if name in rule and str(rule[name]).replace("’", "'") not in choices:
            listed = ", ".join(f'"{choice}"' for choice in choices)
            yield f"[rule] {name} is {rule[name]!r}; there are {listed}."
    if "packages" in rule and not isinstance(rule["packages"], bool):
        yield f"[rule] packages is {rule['packages']!r}; write true or false."


def _ties(rule: Mapping[str, Any], *, draft: bool) -> Iterator[str]:
    ties, draw = rule.get("ties", []), rule.get("draw", [])
    if not isinstance(ties, list) or not isinstance(draw, list):
        yield '[rule] ties and draw are lists, as ties = ["higher quality score", "order of draw"].'
        return
    for name in ties:
        if name not in LINES:
            near = get_close_matches(str(name), LINES, n=1, cutoff=0.5)
            meant = (
                f"Did you mean {near[0]!r}?" if near else "There are " + ", ".join(f'"{one}"' for one in LINES) + "."
            )
            yield f"[rule] ties has {name!r}, which means nothing here. {meant}"
    for what, given in (("ties", ties), ("draw", [str(name).strip() for name in draw])):
        if twice := sorted({str(one) for one in given if given.count(one) > 1}):
            yield f"[rule] {what} has {twice[0]!r} twice."
    if "drawn_before" in rule and not (isinstance(rule["drawn_before"], str) and rule["drawn_before"].strip()):
        yield (
            f"[rule] drawn_before is {rule['drawn_before']!r}; say in quotation marks before whom the draw was made, by office, as"
            ' "the monitoring officer".'
        )
    if DRAW in ties and not draw and not draft:
        yield f'[rule] ties has “{DRAW}”, and no draw is given. Write it as draw = ["Bid 3", "Bid 1"], the first drawn first.'


def _numbers(rule: Mapping[str, Any]) -> Iterator[str]:
    if "out_of" in rule and not (_number(rule["out_of"]) and rule["out_of"] > 0):
        yield f"[rule] out_of is {rule['out_of']!r}; give the most that a score can be, as 100."
    elif "lowest_score" in rule:
        lowest = rule["lowest_score"]
        if not _number(lowest) or not 0 <= lowest <= rule.get("out_of", 100):
            yield f"[rule] lowest_score is {lowest!r}; give a score between 0 and the most there is."


def _number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()


def _lots(told: Mapping[str, Any]) -> Iterator[str]:
    ids = [str(lot.get("id", "")).strip() for lot in told["lot"]]
    for number, lot in enumerate(told["lot"], 1):
        where = f"[[lot]] number {number}"
        yield from _unknown(where, lot, _LOT)
        if not ids[number - 1]:
            yield f'{where} has no id. Give the number that the notice gives it, as id = "1".'
        for name, what in (("value", "pounds above nothing, as 240000"), ("weight", "a number above nothing, as 1.5")):
            if name in lot and not (_number(lot[name]) and lot[name] > 0):
                yield f"{where} {name} is {lot[name]!r}; give {what}."
        if "most_value" in told["rule"] and "value" not in lot:
            yield f"{where} has no value, and the rule limits the value that a bidder is awarded."
    if twice := sorted({one for one in ids if one and ids.count(one) > 1}):
        yield f"two lots have the id {twice[0]}."
    if len(ids) == 1:
        yield "there is one lot alone, so a limit on lots settles nothing."


def _bidders(told: Mapping[str, Any]) -> Iterator[str]:
    ids = {str(lot.get("id", "")).strip() for lot in told["lot"]}
    names = [str(one.get("name", "")).strip() for one in told.get("bidder", ())]
    for number, one in enumerate(told.get("bidder", ()), 1):
        where = f"[[bidder]] {names[number - 1] or f'number {number}'}"
        yield from _unknown(where, one, _BIDDER)
        if not names[number - 1]:
            yield f"{where} has no name. Write it as in the bids."
        order = one.get("order", [])
        if not isinstance(order, list):
            yield f'{where} order is {order!r}; write the lots in a list, as ["2", "1"].'
            continue
        order = [str(lot).strip() for lot in order]
        if strange := [lot for lot in order if lot not in ids]:
            yield f"{where} puts lot {strange[0]} in its order, and there is no such lot."
        if len(set(order)) < len(order):
            yield f"{where} puts a lot twice in its order. Ask what it wrote with its bids."
        least = one.get("least", 1)
        if type(least) is not int or least < 1:
            yield f"{where} least is {least!r}; give a whole number, 1 or more."
        elif least > 1 and not told["rule"].get("packages"):
            yield (
                f"{where} states the fewest lots that it can take, and [rule] does not say that the notice lets bidders state"
                " that. If it does, write packages = true."
            )
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        yield f"there are two [[bidder]] sections for {twice[0]}. Keep one."


def doubts(case: Case, /) -> Iterator[str]:
    """What does not fit together once the bids are read."""
    yield from _spellings(case)
    names = case.names
    for one in case.bidders:
        if one.name not in names:
            near = get_close_matches(one.name, names, n=1, cutoff=0.6)
            meant = f" Did you mean {near[0]}?" if near else ""
            yield f"[[bidder]] {one.name} has no bid.{meant} Its order would count for nothing."
    rule = case.rule
    if DRAW in rule.ties and (left := [name for name in names if name not in rule.draw]):
        yield f"the draw does not hold {', '.join(left)}. A draw is of every bidder; write its order as it was recorded."
    together = rule.mechanism == "best overall"
    for line, field in ((QUALITY, "quality"), (PRICE, "price_pence")):
        without = [bid for bid in case.bids if getattr(bid, field) is None and not bid.set_aside]
        if line in rule.ties and without and (together or rule.nobody_else == LIFT or len(case.bids) > 1):
            bid, column = without[0], field.removesuffix("_pence")
            yield (
                f"ties are settled by “{line}”, and {bid.bidder}’s bid for lot {bid.lot} has no {column}. Give the column"
                f" {column} for every bid."
            )


def _spellings(case: Case) -> Iterator[str]:
    """One bidder under two spellings would be two bidders, and no limit would hold it."""
    seen: dict[str, str] = {}
    for name in (*case.names, *case.rule.draw, *(one.name for one in case.bidders)):
        same = " ".join(name.casefold().split())
        if same in seen and seen[same] != name:
            yield f"{seen[same]!r} and {name!r} look like one bidder under two spellings. Write it one way throughout."
        seen.setdefault(same, name)
