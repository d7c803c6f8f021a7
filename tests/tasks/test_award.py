"""The command `award`: what an officer does, from a draft of the notice to the run log, and every slip in words."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from keepitlocal.cli import main
from keepitlocal.tasks._award_file import read
from keepitlocal.tasks._folder import Problem
from tests.our_words import said

PAGE = Path(__file__).parent.parent.parent / "docs" / "how-to" / "award-lots-under-a-limit.md"
RULE = """format = 1
title = "Help at home"
published = 2026-09-01
awarded = 2026-11-02
bids = "bids.csv"

[rule]
mechanism = "best overall"
most_lots = 1
nobody_else = "leave"
ties = ["lower price"]

[[lot]]
id = "1"
title = "Northside"
value = 300000

[[lot]]
id = "2"
title = "Mill Lane"
value = 200000
"""
BIDS = "lot,bidder,score,price\n1,Bid 1,90,1000\n2,Bid 1,80.5,1000\n1,Bid 2,85,900\n2,Bid 2,60,900.50\n"


def put(folder: Path, rule: str = RULE, bids: str = BIDS) -> Path:
    (folder / "award.toml").write_text(rule, encoding="utf-8")
    (folder / "bids.csv").write_text(bids, encoding="utf-8")
    return folder / "award.toml"


def test_the_award_is_made_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["award", str(put(tmp_path)), "--output", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "Lot 1 (Northside): Bid 2" in shown
    assert "it is the officer’s own paper" in shown
    found = json.loads((tmp_path / "out" / "award.json").read_text(encoding="utf-8"))
    assert (found["form"], found["status"], found["total"]) == ("keepitlocal-award/1", "awarded", "165.5")
    assert [(lot["lot"], lot["bidder"], lot["price_pence"]) for lot in found["lots"]] == [
        ("1", "Bid 2", 90000),
        ("2", "Bid 1", 100000),
    ]
    log = (tmp_path / "out" / "run-log.txt").read_text(encoding="utf-8")
    assert log.startswith("Working paper. Not council policy.")
    assert all(one["sha256"] in log for one in found["inputs"])
    assert said(log) == []


def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_rows(tmp_path: Path) -> None:
    path = put(tmp_path)
    written = []
    for name in ("one", "two"):
        main(["award", str(path), "--output", str(tmp_path / name)])
        written.append({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()})
    assert written[0] == written[1]
    assert set(written[0]) == {"award.json", "run-log.txt", "notice-text.txt"}
    head, *rows = BIDS.splitlines()
    put(tmp_path, bids="\n".join([head, *rows[::-1]]))
    main(["award", str(path), "--output", str(tmp_path / "three")])
    told = (tmp_path / "three" / "run-log.txt").read_text(encoding="utf-8")
    first = (tmp_path / "one" / "run-log.txt").read_text(encoding="utf-8")
    assert told.partition("THE RULE IN FORCE")[2] == first.partition("THE RULE IN FORCE")[2]


def test_a_draft_needs_no_bids_and_prints_the_notice_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = re.sub("published.*\n|bids = .*\n", "", RULE)
    (tmp_path / "award.toml").write_text(rule, encoding="utf-8")
    assert main(["award", str(tmp_path / "award.toml"), "--draft"]) == 0
    shown = capsys.readouterr().out
    assert "section 23(4)(b)" in " ".join(shown.split())
    assert "Against it" not in shown
    assert main(["award", str(tmp_path / "award.toml"), "--draft", "--output", str(tmp_path / "out")]) == 0
    assert "Against it" in (tmp_path / "out" / "choosing-a-mechanism.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "notice-text.txt").read_text(encoding="utf-8").rstrip() == shown.rstrip()


def test_the_rule_has_to_be_the_one_of_the_text_that_was_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, rule=RULE.replace("\n[rule]", 'notice_text = "published.txt"\n\n[rule]', 1))
    main(["award", str(path), "--draft"])
    # As a portal gives it back: the same words, in other lines.
    (tmp_path / "published.txt").write_text(" ".join(capsys.readouterr().out.split()), encoding="utf-8")
    assert main(["award", str(path), "--output", str(tmp_path / "out")]) == 0
    assert "which this rule gives word for word" in " ".join(
        (tmp_path / "out" / "run-log.txt").read_text("utf-8").split()
    )
    capsys.readouterr()
    path.write_text(path.read_text(encoding="utf-8").replace("most_lots = 1", "most_lots = 2"), encoding="utf-8")
    assert main(["award", str(path), "--output", str(tmp_path / "out")]) == 1
    assert "is not the one that published.txt tells" in capsys.readouterr().err


@pytest.mark.parametrize("bids", [BIDS, "lot,bidder,score,price\n1,Bid 1,90,1\n1,Bid 2,90,1\n"], ids=["made", "asked"])
def test_a_rule_that_was_not_compared_with_what_was_published_says_so(
    bids: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, bids=bids)
    for compared in (False, True):
        if compared:
            main(["award", str(path), "--draft"])
            (tmp_path / "published.txt").write_text(capsys.readouterr().out, encoding="utf-8")
            path = put(tmp_path, rule=RULE.replace("\n[rule]", 'notice_text = "published.txt"\n\n[rule]', 1), bids=bids)
        main(["award", str(path), "--output", str(tmp_path / "out")])
        log = " ".join((tmp_path / "out" / "run-log.txt").read_text(encoding="utf-8").split())
        assert ("The rule was not compared with what was published" in log) is not compared
        assert ('name it at the top as notice_text = "published.txt"' in log) is not compared
        found = json.loads((tmp_path / "out" / "award.json").read_text(encoding="utf-8"))
        assert found["compared_with_published"] is compared
        told = "was not compared with what was published" in capsys.readouterr().out
        assert told is (not compared and bids is BIDS)


def test_a_tie_that_the_rule_does_not_settle_stops_with_a_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, bids="lot,bidder,score,price\n1,Bid 1,90,1000\n1,Bid 2,90,1000\n")
    assert main(["award", str(path), "--output", str(tmp_path / "out")]) == 1
    assert "Nothing is awarded. The published rule does not settle" in capsys.readouterr().out
    found = json.loads((tmp_path / "out" / "award.json").read_text(encoding="utf-8"))
    assert (found["status"], found["lots"]) == ("stopped with a question", [])
    assert "STOPPED WITH A QUESTION" in (tmp_path / "out" / "run-log.txt").read_text(encoding="utf-8")


def test_a_limit_under_every_lot_is_warned_of_first_in_a_draft_and_in_an_award(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = put(tmp_path, rule=RULE.replace("most_lots = 1", "most_value = 600"))
    assert main(["award", str(path), "--draft"]) == 0
    drafted = capsys.readouterr()
    assert drafted.err.startswith("Warning: under the limit of £600 (most_value) nobody can be awarded all 2 lots")
    assert drafted.out.startswith("Draft for the tender notice")
    main(["award", str(path), "--output", str(tmp_path / "out")])
    assert capsys.readouterr().err.startswith("Warning: ")
    log = (tmp_path / "out" / "run-log.txt").read_text(encoding="utf-8")
    assert log.index("BEFORE ANYTHING ELSE") < log.index("WHAT WAS READ")
    assert json.loads((tmp_path / "out" / "award.json").read_text(encoding="utf-8"))["warnings"]


def test_a_lot_settled_by_a_tie_points_at_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bids = "lot,bidder,score,price\n1,Bid 1,90,1000\n1,Bid 2,90,900\n2,Bid 1,80,1000\n"
    rule = RULE.replace('["lower price"]', '["order of draw"]\ndraw = ["Bid 2", "Bid 1"]').replace(
        "_lots = 1", "_lots = 2"
    )
    path = put(
        tmp_path, rule=rule.replace("[rule]", '[rule]\ndrawn_on = 2026-08-20\ndrawn_before = "the clerk"'), bids=bids
    )
    assert main(["award", str(path), "--output", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "Lot 1 (Northside): Bid 2 (settled by the draw: see Ties in the run log)\n" in shown
    assert "Lot 2 (Mill Lane): Bid 1\n" in shown
    found = json.loads((tmp_path / "out" / "award.json").read_text(encoding="utf-8"))
    assert [lot["tie"] for lot in found["lots"]] == ["settled by the draw: see Ties", None]
    assert (found["rule"]["drawn_on"], found["rule"]["drawn_before"]) == ("2026-08-20", "the clerk")


def test_bids_may_stand_in_the_file_and_a_spreadsheet_s_csv_is_read(tmp_path: Path) -> None:
    own = RULE.replace('bids = "bids.csv"\n', "")
    for lot, bidder, score in (("1", "Bid 1", "90.25"), ("2", "Bid 1", "80"), ("2", "Bid 2", "70")):
        own += f'\n[[bid]]\nlot = "{lot}"\nbidder = "{bidder}"\nscore = {score}\nprice = 10.5\n'
    main(["award", str(put(tmp_path, rule=own)), "--output", str(tmp_path / "own")])
    sheet = "Lot;Bidder;Score;Price;Set aside\r\n1;Bid 1;90.25;£10.50;\r\n2;Bid 1;80;10.50;\r\n2;Bid 2;70;10.50;\r\n;;;;\r\n"
    put(tmp_path)
    (tmp_path / "bids.csv").write_bytes(sheet.encode("cp1252"))
    main(["award", str(tmp_path / "award.toml"), "--output", str(tmp_path / "sheet")])
    one, other = (json.loads((tmp_path / name / "award.json").read_text("utf-8"))["lots"] for name in ("own", "sheet"))
    assert one == other
    assert one[0] == {
        "lot": "1",
        "title": "Northside",
        "bidder": "Bid 1",
        "score": "90.25",
        "price_pence": 1050,
        "limit_lifted": False,
        "tie": None,
        "better_bids": [],
    }


def slip(told: str, *, rule: Callable[[str], str] = str, bids: Callable[[str], str] = str) -> ParameterSet:
    return pytest.param(rule, bids, told, id=re.sub(r"\W+", "-", told)[:50])


def changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("rule", "bids", "told"),
    [
        slip("is empty. It should hold", rule=lambda _: "\n"),
        slip("could not be read", rule=lambda text: text + "x = = 1"),
        slip("should open with “format = 1”", rule=changed("format = 1", "format = 2")),
        slip("has no rule", rule=lambda text: text[: text.index("[rule]")] + text[text.index("[[lot]]") :]),
        slip("has no lots", rule=lambda text: text[: text.index("[[lot]]")]),
        slip("does not say what is let", rule=changed('title = "Help at home"', 'title = " "')),
        slip("the file has tittle, which means nothing here. Did you mean title?", rule=changed("title", "tittle")),
        slip("does not say when the mechanism was published", rule=changed("published = 2026-09-01\n", "")),
        slip(
            "published is '1 September', in quotation marks. Write the day without quotation marks",
            rule=changed("2026-09-01", '"1 September"'),
        ),
        slip("without quotation marks, as published = 2026-08-30.", rule=changed("2026-09-01", '"2026-08-30"')),
        slip("without quotation marks, as awarded = 2026-11-02.", rule=changed("2026-11-02", '"2026-11-02"')),
        slip("give a day alone, as published = 2026-09-01", rule=changed("2026-09-01", "2026-09-01T10:00:00")),
        slip(
            "the tender notice was published on 3 November 2026, which is after the day of the award, 2 November 2026.",
            rule=changed("2026-09-01", "2026-11-03"),
        ),
        slip(
            "the draw was made on 3 November 2026, which is after the day of the award, 2 November 2026.",
            rule=changed("most_lots", "drawn_on = 2026-11-03\nmost_lots"),
        ),
        slip("say in quotation marks before whom", rule=changed("most_lots", "drawn_before = 4\nmost_lots")),
        slip(
            "[rule] drawn_on is 'in May', in quotation marks",
            rule=changed("most_lots", 'drawn_on = "in May"\nmost_lots'),
        ),
        slip("before the Procurement Act 2023 was in force", rule=changed("2026-09-01", "2024-09-01")),
        slip("it has no bids. Name the CSV", rule=changed('bids = "bids.csv"\n', "")),
        slip("There is no file", rule=changed("bids.csv", "other.csv")),
        slip("is a spreadsheet. Save it as CSV", rule=changed("bids.csv", "award.xlsx")),
        slip(
            "mechanism is 'random'. It is the one that the tender notice gave", rule=changed("best overall", "random")
        ),
        slip("mechanism is missing", rule=changed('mechanism = "best overall"\n', "")),
        slip("most_lots is 0; give a whole number, 1 or more", rule=changed("most_lots = 1", "most_lots = 0")),
        slip("most_lots is Decimal", rule=changed("most_lots = 1", "most_lots = 1.5")),
        slip("most_value is 0; give pounds above nothing", rule=changed("most_lots = 1", "most_value = 0")),
        slip("[rule] has no limit", rule=changed("most_lots = 1\n", "")),
        slip(
            "[rule] has most_lot, which means nothing here. Did you mean most_lots?",
            rule=changed("most_lots", "most_lot"),
        ),
        slip("nobody_else is 'keep'; there are", rule=changed('"leave"', '"keep"')),
        slip(
            "ties has 'lowest price', which means nothing here. Did you mean 'lower price'",
            rule=changed("lower", "lowest"),
        ),
        slip("no draw is given", rule=changed('["lower price"]', '["order of draw"]')),
        slip("the draw does not hold Bid 2", rule=changed('["lower price"]', '["order of draw"]\ndraw = ["Bid 1"]')),
        slip(
            "bidders’ preference takes a limit on the number",
            rule=changed("best overall", 'bidders\' preference"\nmost_value = 9\nvalue_basis = "a year'),
        ),
        slip("two lots have the id 1", rule=changed('id = "2"', 'id = "1"')),
        slip("value is -5; give pounds above nothing", rule=changed("value = 300000", "value = -5")),
        slip("weight is 0; give a number above nothing", rule=changed("value = 300000", "weight = 0")),
        slip(
            "has no value, and the rule limits the value",
            rule=lambda t: t.replace("value = 300000", "").replace("most_lots = 1", "most_value = 5"),
        ),
        slip("there is one lot alone", rule=lambda text: text[: text.rindex("[[lot]]")]),
        slip("above the most there is (50)", rule=changed("nobody_else", "out_of = 50\nnobody_else")),
        slip("[[bidder]] Bid 9 has no bid", rule=lambda text: text + '[[bidder]]\nname = "Bid 9"\n'),
        slip("puts lot 7 in its order", rule=lambda text: text + '[[bidder]]\nname = "Bid 1"\norder = ["7"]\n'),
        slip("write packages = true", rule=lambda text: text + '[[bidder]]\nname = "Bid 1"\nleast = 2\n'),
        slip("is empty. Its first line should hold the columns", bids=lambda _: ""),
        slip("it has no rows of bids", bids=lambda _: "lot,bidder,score,price\n"),
        slip("has no column score", bids=changed("score", "mark")),
        slip("'notes', which means nothing here. Take it out", bids=changed("price", "notes")),
        slip("line 2: there is no lot 9. There are 1, 2.", bids=changed("1,Bid 1", "9,Bid 1")),
        slip("Bid 1 has a bid for lot 1 already (bids.csv, line 2)", bids=changed("2,Bid 1", "1,Bid 1")),
        slip("the score is 'ninety', which is not a number", bids=changed(",90,", ",ninety,")),
        slip("the score is 'NaN', which is not a number", bids=changed(",90,", ",NaN,")),
        slip("the score is '-90', which is not a number", bids=changed(",90,", ",-90,")),
        slip("the score is '90%', which is not a number", bids=changed(",90,", ",90%,")),
        slip("the score is 900, above the most there is (100)", bids=changed(",90,", ",900,")),
        slip("there is no score. A bid that was not scored needs a reason", bids=changed(",90,", ",,")),
        slip("the price is '12,5'", bids=changed("1,Bid 1,90,1000", '1,Bid 1,90,"12,5"')),
        slip("has more cells than columns", bids=changed("1,Bid 1,90,1000", "1,Bid 1,90,1,000")),
        slip("no bidder is named", bids=changed("1,Bid 1,90", "1,,90")),
        slip("has no price. Give the column price for every bid", bids=changed("90,1000", "90,")),
        slip("look like one bidder under two spellings", bids=changed("1,Bid 1,90", "1,bid  1,90")),
        slip(
            "set_aside is 'no'. Write the reason",
            bids=lambda text: text.replace("price\n", "price,set aside\n").replace(",1000\n", ",1000,no\n", 1),
        ),
    ],
)
def test_a_slip_is_answered_in_words(
    rule: Callable[[str], str],
    bids: Callable[[str], str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "award.xlsx").touch()
    assert main(["award", str(put(tmp_path, rule(RULE), bids(BIDS))), "--output", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert "Traceback" not in error
    assert "run it again with --traceback" not in error.casefold()
    assert not (tmp_path / "out").exists()


def test_it_asks_where_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["award", str(put(tmp_path))]) == 1
    assert "--output FOLDER" in capsys.readouterr().err
    assert main(["award", str(put(tmp_path)), "--output", str(tmp_path / "bids.csv")]) == 1
    assert "is a file. Give a folder." in capsys.readouterr().err
    assert main(["award", str(tmp_path / "none.toml"), "--output", str(tmp_path)]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_a_notice_cannot_have_been_published_after_today_where_the_award_has_no_day(tmp_path: Path) -> None:
    path = put(tmp_path, rule=RULE.replace("awarded = 2026-11-02\n", ""))
    assert read(path, today=date(2026, 9, 1)).case.rule.awarded is None
    with pytest.raises(Problem, match="published on 1 September 2026, which is after today, 31 August 2026"):
        read(path, today=date(2026, 8, 31))


# The guide


def test_the_example_of_the_guide_does_what_the_guide_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    rule, bids, shown = (text for kind, text in blocks if not kind)
    (tmp_path / "help-at-home.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "bids.csv").write_text(bids, encoding="utf-8")
    path = str(tmp_path / "help-at-home.toml")
    own = page.replace("tender notice", "").replace("“supplier” in the Act", "")
    assert re.findall("supplier|[^-]tender", own) == []
    assert main(["award", path, "--draft"]) == 0
    capsys.readouterr()
    assert main(["award", path, "--output", str(tmp_path / "award")]) == 0
    assert capsys.readouterr().out.startswith(shown)
    log = " ".join((tmp_path / "award" / "run-log.txt").read_text(encoding="utf-8").split())
    for quoted in re.findall(r"^> (.*)$", page, flags=re.MULTILINE):
        assert quoted in log
