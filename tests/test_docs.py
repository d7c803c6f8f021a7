"""The pages tell the truth: nothing is missing, links lead somewhere, and the commands they show can be run."""

import ast
import importlib.util
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from glob import glob
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

from keepitlocal import cli
from keepitlocal.discover import modules, short_name
from keepitlocal.domain.organisation import KINDS
from keepitlocal.evidence.the_money import lines
from keepitlocal.localities import rules
from keepitlocal.matching.corrections import read_decisions, settle
from keepitlocal.tasks import _plan_file, _settings
from keepitlocal.tasks._examples import records, tables, write
from keepitlocal.tasks._indicators import answer, indicators, needs

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
WRITTEN = [page for page in PAGES if page.parent.name != "reference"]
# Guides whose commands are checked; README calls the program by its path, since nothing is activated there.
GUIDES = [ROOT / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def reference() -> ModuleType:
    """The program that makes the reference pages."""
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "scripts" / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# What the code makes


def test_reference_pages_are_what_the_code_makes_today(reference: ModuleType) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md")}
    made = reference.pages()
    stale = sorted(name for name in kept.keys() | made.keys() if kept.get(name) != made.get(name))
    assert stale == [], "These pages have fallen behind the code. Run: make docs"


def test_reference_pages_are_the_same_each_time(reference: ModuleType) -> None:
    assert reference.pages() == reference.pages()


def headings(page: str) -> set[str]:
    text = (DOCS / "reference" / page).read_text(encoding="utf-8")
    return set(re.findall(r"^#{2,3} (.+)$", text, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("page", "package"),
    [
        ("commands.md", "keepitlocal.tasks"),
        ("sources.md", "keepitlocal.sources"),
        ("rules.md", "keepitlocal.localities"),
        ("tables.md", "keepitlocal.tables"),
    ],
)
def test_everything_in_a_folder_is_documented(page: str, package: str) -> None:
    found = {short_name(one) for one in modules(package)}
    assert found
    assert found - headings(page) == set()


def test_every_indicator_is_documented() -> None:
    assert {short_name(one) for one in indicators()} - headings("indicators.md") == set()


def test_every_line_of_what_the_money_is_is_documented() -> None:
    assert {line.id for line in lines()} - headings("money.md") == set()


def test_every_part_of_findings_json_is_documented() -> None:
    schema = json.loads(
        (ROOT / "keepitlocal" / "report" / "schema" / "findings.schema.json").read_text(encoding="utf-8")
    )
    text = (DOCS / "reference" / "findings.md").read_text(encoding="utf-8")
    parts = [schema, schema["$defs"]["input"], schema["$defs"]["finding"]]
    assert [name for part in parts for name in part["properties"] if f"| `{name}` |" not in text] == []


def test_every_setting_that_code_reads_is_documented(reference: ModuleType) -> None:
    told = {word for table, key, _, _ in reference.SETTINGS for word in (*table.strip("[]").split("."), key)}
    read = {key for path in (ROOT / "keepitlocal").rglob("*.py") for key in settings_read(path)}
    assert {"within_km", "keep_both", "as_at"} <= read
    assert read - told == set()


def test_every_section_that_place_toml_may_have_is_documented(reference: ModuleType) -> None:
    told = {word for table, key, _, _ in reference.SETTINGS for word in (*table.strip("[]").split("."), key)}
    assert {*_settings._TABLES, *_settings._LISTS, *_settings._OTHERS} - told == set()


def blocks(page: Path, kind: str) -> list[str]:
    """The code blocks of a kind that a page shows."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", [DOCS / "reference" / "settings.md", *GUIDES], ids=name_of)
def test_settings_shown_can_be_used(page: Path) -> None:
    for block in blocks(page, "toml"):
        told = tomllib.loads(block)
        if page.name in ("plan-a-commission.md", "divide-into-lots.md"):  # files of a plan, not of a place
            assert list(_plan_file.mistakes(told | {"format": 1})) == [], block
            continue
        told = told | {"council": {"code": "E99000001"} | told.get("council", {})}
        assert list(_settings.mistakes(told)) == [], block


def test_the_correction_shown_can_be_read() -> None:
    (shown,) = blocks(DOCS / "how-to" / "correct-a-match.md", "csv")
    sure, never = settle(read_decisions(shown, file="shown.csv"))
    assert (len(sure), len(never)) == (1, 1)


def settings_read(path: Path) -> Iterator[str]:
    """Keys asked of something called settings, or of a table that came from it: ``settings.get("x", {}).get("y")``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        key: ast.expr | None = None
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
        ):
            holder, key = node.func.value, node.args[0]
        elif isinstance(node, ast.Subscript):
            holder, key = node.value, node.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and from_settings(holder):
            yield key.value


def from_settings(node: ast.expr) -> bool:
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func.value if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else (
            node.value if isinstance(node, ast.Subscript) else ast.Constant(None)
        )  # fmt: skip
    return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")) == "settings"


# Links


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = without_code(page.read_text(encoding="utf-8"))
    broken = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if not leads_somewhere(page, target)]
    assert broken == []


def leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return target.startswith("https://")
    path, _, anchor = target.partition("#")
    found = (page.parent / path).resolve() if path else page
    if not found.exists():
        return False
    return not anchor or anchor in anchors(found)


def anchors(page: Path) -> set[str]:
    """The anchors of a page as forges make them of its headings."""
    told = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in told}


def without_code(text: str) -> str:
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("page", [page for page in DOCS.rglob("*.md") if page.name != "index.md"], ids=name_of)
def test_every_page_can_be_reached_from_the_index(page: Path) -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    place = page.relative_to(DOCS).as_posix()
    assert place in index or place.startswith("decisions/")


# Commands


def commands(page: Path) -> list[list[str]]:
    """Every command line of ours that a page shows, as words."""
    told = [line.split("  #")[0].strip() for block in blocks(page, "sh") for line in block.splitlines()]
    return [shlex.split(line) for line in told if line]


@pytest.mark.parametrize("page", GUIDES, ids=name_of)
def test_commands_shown_can_be_understood(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for program, *words in commands(page):
        if program == "make":
            continue
        assert program in ("keepitlocal", ".venv/bin/keepitlocal"), program
        try:
            cli.parser().parse_args(words)
        except SystemExit:
            pytest.fail(f"{name_of(page)} shows a command that does not exist: {words}\n{capsys.readouterr().err}")


def test_guides_show_commands() -> None:
    assert {words[1] for page in GUIDES for words in commands(page) if words[0] != "make"} >= {"new", "report", "rows"}


def test_the_commands_of_the_readme_are_targets() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    shown = [words[1] for words in commands(ROOT / "README.md") if words[0] == "make"]
    assert shown == ["demo", "test"]
    assert set(shown) <= made


# An invented file for the place that the tutorial makes, so that its second half has something to report on.
MONTH = "Payment Date,Supplier Name,Net Amount,Directorate,Purpose\n" + "".join(
    f"{day:02d}/04/2024,Example Supplier {day % 4},{day * 100}.00,Adults,Example\n" for day in range(1, 29)
)


@pytest.mark.slow
def test_the_tutorial_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for _, *words in commands(DOCS / "tutorial.md"):
        found = [path for word in words for path in (sorted(glob(word)) if "*" in word else [word])]
        assert cli.main(found) == 0, f"{words}\n{''.join(capsys.readouterr())}"
        if words[0] == "new":
            Path("trafford/inputs/april.csv").write_text(MONTH, encoding="utf-8")
        elif words[0] == "report" and not Path("trafford/inputs/may.csv").exists():
            assert Path("trafford/report/index.html").exists()
            Path("trafford/inputs/may.csv").write_text(MONTH.replace("/04/", "/05/"), encoding="utf-8")
        said = capsys.readouterr().out
        assert said.strip(), words
        if words[0] == "rows":
            assert re.search(r"^spend/.* row \d+: ", said, flags=re.MULTILINE), words
    assert Path("wexborough/report/index.html").exists()


# Words


def forbidden() -> dict[str, re.Pattern[str]]:
    """The words that the glossary says we do not use, as patterns."""
    table = (DOCS / "glossary.md").read_text(encoding="utf-8").partition("## Words we do not use")[2]
    told = [row.split("|")[1] for row in table.splitlines() if row.startswith("| ")][1:]
    words = [word.strip() for cell in told for word in cell.split(",")]
    return {word: re.compile(rf"\b{word}(s|es|d|ing)?\b") for word in words}


def test_the_glossary_tells_what_is_not_said() -> None:
    assert {"vendor", "leakage", "not local", "locality", "lawful", "compliant"} <= forbidden().keys()


def said(text: str) -> list[str]:
    return sorted(word for word, pattern in forbidden().items() if pattern.search(text))


@pytest.mark.parametrize("page", [page for page in WRITTEN if page.name != "glossary.md"], ids=name_of)
def test_pages_keep_to_our_words(page: Path) -> None:
    assert said(without_code(page.read_text(encoding="utf-8"))) == []


def test_templates_keep_to_our_words() -> None:
    for path in (ROOT / "keepitlocal" / "report" / "templates").glob("*.html"):
        text = re.sub(r"<[^>]+>|\{[{%#].*?[}%#]\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert said(text) == [], path.name


ON_SCREEN = sorted(
    path for room in ("report", "tasks", "localities") for path in (ROOT / "keepitlocal" / room).rglob("*.py")
)


@pytest.mark.parametrize("path", ON_SCREEN, ids=name_of)
def test_texts_on_screens_keep_to_our_words(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert said("\n".join(text for text in texts if " " in text and "SELECT" not in text)) == []


@pytest.mark.parametrize("indicator", indicators(), ids=short_name)
def test_indicators_keep_to_our_words(indicator: ModuleType) -> None:
    told = [indicator.title, indicator.__doc__, indicator.excludes, indicator.assumes, indicator.source]
    assert said("\n".join([*map(str, told), getattr(indicator, "base", "")])) == []


def test_kinds_and_lines_keep_to_our_words() -> None:
    told = [*KINDS.values(), *(f"{line.title} {line.why}" for line in lines())]
    assert said("\n".join(told)) == []


# What CONTRIBUTING shows is what the code takes


def shown_in_contributing(holding: str) -> str:
    return next(block for block in blocks(ROOT / "CONTRIBUTING.md", "python") if holding in block)


def loaded(code: str, name: str, folder: Path) -> ModuleType:
    path = folder / f"{name}.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_indicator_that_contributing_shows_gives_its_answer(tmp_path: Path) -> None:
    from keepitlocal.engines.duckdb import connect

    shown = loaded(shown_in_contributing("def rows("), "shown", tmp_path)
    paths = write(tables(shown.example, needed=needs(shown)), tmp_path)
    with connect(paths) as engine:
        measured = [dict(row) for row in answer(shown, engine).rows]
    expected = records(shown.example["answer"])
    assert [{key: str(row[key]) for key in expected[0]} for row in measured] == expected
    assert set(shown.by) <= measured[0].keys()


def test_the_source_that_contributing_shows_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from keepitlocal.sources import _recognise, read_input

    shown = loaded(shown_in_contributing("fields ="), "shown_source", tmp_path)
    known = _recognise.tabular_sources()
    monkeypatch.setattr(_recognise, "tabular_sources", lambda: (*known, shown))
    file = tmp_path / "members.csv"
    file.write_text(dedent(shown.example["file"]).lstrip(), encoding="utf-8")
    (reading,) = read_input(
        file, name=file.name, parts=lambda table, _: tmp_path / f"{table}.parquet", scratch=tmp_path / "scratch"
    )
    assert (reading.title, reading.kept, reading.set_aside) == (
        shown.title,
        shown.example["kept"],
        shown.example["set_aside"],
    )
    assert reading.reconciles
    assert {"publisher", "licence"} <= vars(shown).keys()


def test_the_rule_that_contributing_shows_judges(tmp_path: Path) -> None:
    from keepitlocal.domain.place import Address, Place, Presence

    shown = loaded(shown_in_contributing("def judge("), "shown_rule", tmp_path)
    place = Place(code="E99000001", name="Wexborough", districts=frozenset({"E99000001"}), region="E99300001")
    here, away = (
        Presence("GB-CHC-9000001", (Address(code, None, "contact", "a register"),))
        for code in ("E99000001", "E99000002")
    )
    assert shown.applies(place)
    assert [shown.judge(each, place=place).outcome for each in (here, away, Presence("x"))] == [
        "local",
        "elsewhere",
        "unknown",
    ]
    assert shown.title.format(name=place.name) and rules(place)
