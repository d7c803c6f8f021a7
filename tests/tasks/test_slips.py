"""What people get wrong: settings, mappings, folders and commands are answered in words."""

import io
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keepitlocal.cli import main
from keepitlocal.evidence.the_money import lines
from keepitlocal.tasks._folder import Problem, open_folder
from keepitlocal.tasks._mappings import remember
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.new import settings
from tests.small_place import HEADINGS, MAY, make_place, spend

FRESH = settings(code="E08000009", name="Trafford")
MAPPING = """
[[mapping]]
headings = [{headings}]
source = "{source}"
columns = {{ {column} = "{theirs}" }}
"""


def opened(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "place.toml").write_text(text, encoding="utf-8")
    open_folder(folder)


def told(folder: Path) -> str:
    out = io.StringIO()
    gather(open_folder(folder), screen=Screen(out=out, err=io.StringIO()))
    return out.getvalue()


def uncommented(text: str) -> Iterator[str]:
    """The text with one commented setting in use, its section's heading with it; and last with all of them."""
    rows = text.splitlines()
    bare = {
        number: row.removeprefix("# ") for number, row in enumerate(rows) if row.startswith("# ") and is_toml(row[2:])
    }
    chosen: list[int] = []
    for number, row in bare.items():
        chosen = [*chosen, number] if chosen and number == chosen[-1] + 1 and not row.startswith("[") else [number]
        if not row.startswith("[["):
            yield "\n".join(bare[at] if at in chosen else line for at, line in enumerate(rows))
    yield "\n".join(bare.get(at, line) for at, line in enumerate(rows))


def is_toml(row: str) -> bool:
    try:
        return bool(tomllib.loads(row))
    except tomllib.TOMLDecodeError:
        return False


def test_every_commented_setting_of_a_new_place_can_be_used(tmp_path: Path) -> None:
    texts = list(uncommented(FRESH))
    assert len(texts) > 12
    for text in texts:
        whole = {"[[later]]": "than", "[[mapping]]": "columns", "[[keep_both]]": "files"}
        if any(f"\n{entry}" in text and f"\n{last}" not in text for entry, last in whole.items()):
            continue  # an entry of several lines, not yet whole
        opened(tmp_path / "place", text)
    assert {"as_at", "accounts", "services", "never_placed", "mapping", "keep_both"} <= tomllib.loads(texts[-1]).keys()


def test_the_lines_that_a_new_place_names_are_those_there_are() -> None:
    named = re.search(r'is "choosable", or one of: ([^.]+)\.', FRESH)
    assert named
    assert re.findall(r"[a-z_]+", named[1]) == [line.id for line in lines()]


def test_notepads_mark_is_read_and_remembering_still_works(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_bytes(b"\xef\xbb\xbf" + FRESH.encode())
    assert open_folder(tmp_path).council == "E08000009"
    remember(tmp_path, headings=["Date", "Suppler"], source="spend", columns={"payee": "Suppler"}, note="x")
    assert open_folder(tmp_path).settings["mapping"][0]["columns"] == {"payee": "Suppler"}


def test_utf_16_is_told_what_to_save_it_as(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(FRESH, encoding="utf-16")
    with pytest.raises(Problem, match="save it as UTF-8"):
        open_folder(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('colour = "red"\n' + FRESH, "it has colour, which means nothing here. There are council"),
        (FRESH + '\n[accounts]\n"2024-25" = "1,000"\n', "give pounds without commas"),
        (FRESH + '\n[never_placed]\nwords = "house"\n', "give a list of words"),
        (FRESH + "\n[services]\nwrok = 1\n", "[services] has wrok"),
        (
            FRESH + MAPPING.format(headings='"A"', source="spent", column="payee", theirs="A"),
            "has the source 'spent'; there are",
        ),
        (
            FRESH + MAPPING.format(headings='"A"', source="spend", column="supplier", theirs="A"),
            "names a column 'supplier'",
        ),
        (
            FRESH + MAPPING.format(headings='"A"', source="spend", column="payee", theirs="B"),
            "not among its own headings",
        ),
    ],
)
def test_slips_in_the_settings_are_said(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(Problem, match=re.escape(said)):
        opened(tmp_path / "place", wrong)


def test_a_mapping_without_a_file_is_said(tmp_path: Path) -> None:
    place = make_place(tmp_path / "wexborough")
    file = place / "place.toml"
    file.write_text(
        file.read_text()
        + MAPPING.format(headings='"Date", "Suppler"', source="spend", column="payee", theirs="Suppler")
    )
    assert "place.toml: [[mapping]] names a heading “Suppler” that no file in inputs has." in told(place)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["amount=Supplier Name"], "cannot be read as amount: most of its cells are not sums of money"),
        (["payee=Supplier Name", "--header-row", "900"], "has no such row"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(
    tmp_path: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = make_place(tmp_path / "wexborough", **{"may.csv": spend(MAY)})
    (name,) = [path.relative_to(place / "inputs").as_posix() for path in (place / "inputs").rglob("may.csv")]
    assert main(["map", str(place), name, *more]) == 1
    assert said in capsys.readouterr().err
    assert "mapping" not in open_folder(place).settings
    assert main(["map", str(place), name, "payee=Supplier Name"]) == 0
    assert open_folder(place).settings["mapping"][0]["headings"] == HEADINGS.split(",")


def test_files_that_went_and_came_are_told_once(tmp_path: Path) -> None:
    place = make_place(tmp_path / "wexborough", **{"may.csv": spend(MAY)})
    told(place)
    assert told(place).splitlines() == ["Nothing new in inputs/."]
    (may,) = (place / "inputs").rglob("may.csv")
    may.unlink()
    said = told(place)
    assert "may.csv is no longer in inputs/: its 4 rows (£4,400) no longer count." in said
    assert "All spending in inputs/ is now 6 rows, £8,350 (before: 10 rows, £12,800)." in said
    assert told(place).splitlines() == ["Nothing new in inputs/."]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["rows", "{place}", "kept_local/area/all", "--limit", "-3"], "Give how many rows to show"),
        (["new", "{file}", "--council", "Trafford"], "is a file. Choose another name"),
        (["new", "{file}/below", "--council", "Trafford"], "cannot be made"),
        (["report", "{downloads}"], "move them into its inputs/: keepitlocal new NAME --council"),
        (["report", "{away} here"], "' --council"),
    ],
)
def test_raw_errors_are_sentences(
    tmp_path: Path, command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = make_place(tmp_path / "wexborough")
    there = {
        "place": place,
        "file": place / "place.toml",
        "downloads": place / "inputs" / "spend",
        "away": tmp_path / "away",
    }
    assert main([part.format(**there) for part in command]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("error", "status"), [(BrokenPipeError, 141), (KeyboardInterrupt, 130)])
def test_a_closed_pipe_and_ctrl_c_are_quiet(
    error: type[BaseException], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> Callable[[], None]:
        raise error

    monkeypatch.setattr("keepitlocal.tasks.list.listed", stop)
    assert main(["list", "rules"]) == status
    assert "Traceback" not in capsys.readouterr().err
