"""Write docs/reference/ from the code: commands, indicators, sources, rules, lines, tables, settings, findings.

Usage: make docs (or python scripts/make_reference.py). The same code gives the same bytes, so a test can tell when the
pages have fallen behind. Nothing is read but the package itself.
"""

import argparse
import inspect
import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from keepitlocal import cli, evidence, law
from keepitlocal.discover import modules, short_name
from keepitlocal.domain.finding import PUBLIC
from keepitlocal.evidence._phrases import BASE
from keepitlocal.evidence.the_money import lines
from keepitlocal.sources._fields import Field
from keepitlocal.tables import TRACE
from keepitlocal.tasks._examples import records
from keepitlocal.tasks._indicators import indicators, needs
from keepitlocal.tasks.new import settings

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "reference"
SCHEMA = ROOT / "keepitlocal" / "report" / "schema" / "findings.schema.json"
PLAN_SCHEMA = SCHEMA.with_name("plan.schema.json")
# Parts of a schema that have a section of their own, and are named where they are used.
_OWN = ("input", "finding", "publication", "fact", "rule", "way", "step", "record", "maximum", "section")
MADE = "<!-- Made from the code by `make docs`. Do not edit: change the code and make it again. -->"

# place.toml: the table and the key that code reads, an example, what it does. A test finds every key that code reads.
SETTINGS = (
    ("", "format", "format = 1", "The form of this file. It must be there, and says which programs can read it."),
    ("council", "code", 'code = "E08000009"', "The council's GSS code. `keepitlocal new` writes it. It must be there."),
    ("council", "name", 'name = "Trafford"', "The name that the report shows."),
    ("council", "contact", 'contact = "data@council.example"', "Where people can ask for a correction: on the report."),
    ("local", "rule", 'rule = "area_or_works"', "The rule for local that leads the report. See [the rules](rules.md)."),
    ("local", "within_km", "within_km = 15", "Kilometres from the centre, for the rule `within_km`. 15 if not said."),
    (
        "local",
        "listed",
        'listed = ["E08000006", "GB-CHC-123456"]',
        "District codes and org-ids, for the rule `listed`. Without it that rule is not computed.",
    ),
    (
        "money.payees",
        "payees",
        '"NAME AS PUBLISHED" = "choosable"',
        "What a payee's money is: `choosable`, or the id of [a line](money.md). It wins over everything else.",
    ),
    ("money.lines", "lines", "works = false", "A line that the council does not want: its money is then choosable."),
    (
        "[mapping]",
        "mapping",
        'headings = ["Date", "Suppler", "Net"]\nsource = "spend"\ncolumns = { payee = "Suppler" }',
        "Which column holds what, for every file with these headings. `keepitlocal map` writes it; guesses are "
        "remembered here too.",
    ),
    (
        "[later]",
        "later",
        'file = "corrected.csv"\nthan = "first.csv"',
        "Of two files that hold the same rows, the one that counts, where the program took the other for the later.",
    ),
    (
        "[keep_both]",
        "keep_both",
        'files = ["one.csv", "other.csv"]',
        "Two files that hold the same rows and are both right: nothing of either is set aside.",
    ),
    ("accounts", "accounts", '"2024-25" = 412_000_000', "Spending by the council's own accounts, in pounds, by year."),
    ("", "as_at", "as_at = 2026-04-30", "The day from which “coming up” is counted. Else the newest day in the files."),
    (
        "",
        "library",
        "library = false",
        "Leaves out [registers in the library](../how-to/get-registers.md), which otherwise count in every place.",
    ),
    (
        "services.departments",
        "services",
        'Adults = ["adult social care", "SCB"]',
        "Words in your labels that tell whose money it is, where you publish cost centres in place of departments. "
        "See [how to group labels](../how-to/group-labels.md).",
    ),
    (
        "services.work",
        "services",
        '"home care" = ["domiciliary", "home care"]',
        "Words in your labels that tell what work is bought, in services for people. They come before ours.",
    ),
    (
        "never_placed",
        "words",
        'words = ["safe house"]',
        "Words in a name that keep an organisation or building off every map and ward page, beside our own list.",
    ),
    (
        "lead_times",
        "lead_times",
        'tender = 30\nmobilisation = "4 months"\ncall_in = "5 working days"',
        "How long your own steps take before an agreement ends, in place of ours: days, or weeks, months or working days. "
        "The steps are codesign, engagement, key_decision, call_in, provider_notice, pack, tender, evaluation, standstill, "
        "staff_transfer, mobilisation and voluntary_notice. See [what is coming up](../how-to/see-what-is-coming-up.md).",
    ),
)


def pages() -> dict[str, str]:
    """Every page by file name."""
    made = {
        "commands.md": _commands(),
        "indicators.md": _indicators(),
        "sources.md": _sources(),
        "rules.md": _rules(),
        "money.md": _money(),
        "tables.md": _tables(),
        "settings.md": _settings(),
        "findings.md": _findings(),
        "plan.md": _plan(),
        "law.md": _law(),
    }
    listed = "\n".join(f"- [{_title(text)}]({name})" for name, text in made.items())
    intro = "These pages are made from the code, so they say what the program does today."
    return {"index.md": _page("Reference", intro, listed)} | made


def _page(title: str, intro: str, body: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", f"{MADE}\n\n# {title}\n\n{_prose(intro)}\n\n{body.strip()}\n")


def _title(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("# "))[2:]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)
    return f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n{body}\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _prose(text: str | None) -> str:
    """A docstring as Markdown: one line a paragraph, code marked in Markdown's way."""
    plain = inspect.cleandoc(text or "").replace("``", "`")
    return "\n\n".join(" ".join(part.split()) for part in plain.split("\n\n"))


def _fenced(text: str, kind: str = "") -> str:
    return f"```{kind}\n{textwrap.dedent(text.strip(chr(10))).rstrip()}\n```\n"


def _code(text: str) -> str:
    return f"`{text}`"


def _source_link(module: ModuleType) -> str:
    path = Path(module.__file__ or "").relative_to(ROOT).as_posix()
    return f"[`{path}`](../../{path})"


def _commands() -> str:
    parser = cli.parser()
    intro = f"""
    {parser.description} `keepitlocal COMMAND --help` says the same as this page, and `keepitlocal --version` which
    version you have.

    The exit status is 0 where a command did what was asked, 1 where it could not (it then says what was found and what
    to do), 2 for a wrong command line.

    FOLDER is a place folder: one council's workspace, made by `keepitlocal new`.
    """
    return _page("Commands", intro, "\n".join(_command(name, one) for name, one in commands(parser).items()))


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    found = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    shown = [
        action
        for action in parser._actions
        if action.help != argparse.SUPPRESS and not isinstance(action, argparse._HelpAction)
    ]
    usage = " ".join(["keepitlocal", name, *(_usage(action) for action in shown)])
    rows = [(_code(_name_of(action)), _help(action)) for action in shown]
    table = _table(("", "what it is"), rows) if rows else ""
    return f"## {name}\n\n{_prose(parser.description)}\n\n{_fenced(usage)}\n{table}"


def _name_of(action: argparse.Action) -> str:
    if action.option_strings:
        return action.option_strings[-1]
    return str(action.metavar or action.dest.upper())


def _usage(action: argparse.Action) -> str:
    name = _name_of(action)
    if action.option_strings:
        value = "" if action.nargs == 0 else f" {_value(action)}"
        return f"{name}{value}" if action.required else f"[{name}{value}]"
    if action.choices:
        name = _value(action)
    if action.nargs == "*":
        return f"[{name} ...]"
    return f"{name} [{name} ...]" if action.nargs == "+" else f"[{name}]" if action.nargs == "?" else name


def _value(action: argparse.Action) -> str:
    if action.choices:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return str(action.metavar or action.dest.upper())


def _help(action: argparse.Action) -> str:
    choices = f": {', '.join(map(_code, map(str, action.choices)))}" if action.choices else ""
    return f"{(action.help or '').replace('%%', '%')}{choices}"


def _indicators() -> str:
    rooms: dict[str, list[ModuleType]] = {}
    for one in sorted(indicators(), key=lambda one: one.__name__):
        rooms.setdefault(one.__name__.rpartition(".")[0], []).append(one)
    intro = """
    An indicator is one question, asked of the records in one way. It is one file; everything on
    this page stands in that file. Its figures are findings: one for each value of what it is cut
    by, with the id `indicator/value/value`, which `keepitlocal rows FOLDER ID` opens to published
    rows. A share has a lower and an upper figure: what could not be told counted all one way, then
    all the other. Amounts in the examples are pence. A table that an example leaves out is empty; a
    column that it leaves out holds nothing, or the usual value.
    """
    contents = "".join(_contents(room, found) for room, found in rooms.items())
    return _page("Indicators", intro, contents + "\n" + "\n".join(_room(*pair) for pair in rooms.items()))


def _contents(room: str, found: list[ModuleType]) -> str:
    return f"- {_room_title(room)}: " + ", ".join(f"[{short_name(one)}](#{short_name(one)})" for one in found) + "\n"


def _room_title(room: str) -> str:
    return room.rpartition(".")[2].replace("_", " ").capitalize()


def _room(room: str, found: list[ModuleType]) -> str:
    """A claim or step with its indicators: the folder they lie in, and its docstring."""
    parts = "\n".join(map(_indicator, found))
    return f"## {_room_title(room)}\n\n{_prose(sys.modules[room].__doc__)}\n\n{parts}"


def _indicator(module: ModuleType) -> str:
    name = short_name(module)
    facts = [
        ("measures", _measures(module)),
        ("of (base)", getattr(module, "base", BASE)),
        ("cut by", ", ".join(map(_code, module.by))),
        ("leaves out", module.excludes),
        ("assumes", module.assumes),
        ("made from", module.source),
        ("reads", ", ".join(f"[`{each}`](tables.md#{_table_read(each)})" for each in needs(module))),
        (
            "needs",
            "only with rows in " + ", ".join(map(_code, module.only_with)) if hasattr(module, "only_with") else "",
        ),
        ("edition", "" if _edition(module) == PUBLIC else "the officer's: never in what the council could publish"),
        ("method", str(getattr(module, "method", 1))),
        ("file", _source_link(module)),
    ]
    table = _table(("", ""), [(key, text) for key, text in facts if text])
    return f"### {name}\n\n**{module.title}.** {_prose(module.__doc__)}\n\n{table}\n{_example(module.example)}"


def _silent(module: ModuleType) -> str:
    tables = getattr(module, "only_with", ())
    return f"without rows in {', '.join(map(_code, tables))}" if tables else ""


def _edition(module: ModuleType) -> str:
    return str(getattr(module, "edition", PUBLIC))


def _measures(module: ModuleType) -> str:
    unit = str(module.unit)
    if not getattr(module, "share", True) or unit == "index":
        return unit
    of = getattr(module, "of", None)
    return f"{unit}, as a share" + (f" of the whole of its {' and '.join(of)}" if of else "")


def _table_read(name: str) -> str:
    return "spending" if name == "payments" else name


def _example(example: dict[str, str]) -> str:
    """The worked example as tables: what goes in, then the answer."""
    parts = []
    for name, text in sorted(example.items(), key=lambda pair: pair[0] == "answer"):
        rows = records(text)
        if rows:
            heads = list(rows[0])
            label = "Answer:" if name == "answer" else f"Given these {_code(name)}:"
            parts.append(f"{label}\n\n{_table(heads, [[row[head] for head in heads] for row in rows])}")
    return "\n".join(parts)


def _sources() -> str:
    found = sorted(modules("keepitlocal.sources"), key=lambda one: (one.source, one.title))
    rows = [(f"[{one.title}](#{short_name(one)})", _code(one.source), one.publisher, one.licence) for one in found]
    intro = """
    A source is a published format or register that can be read. A file is recognised by its
    content, never by its name. Put it into `inputs/` as it was downloaded: CSV, TSV, XLSX, JSON,
    JSON lines, a ZIP of these, or a .gz of one. Headings are compared without capitals, marks and
    doubled spaces; where several columns fit, the first heading listed wins whose values fit too. A
    near miss is a guess, which is shown and remembered in [place.toml](settings.md).
    """
    table = _table(("source", "kind", "published by", "licence"), rows)
    return _page("Sources", intro, table + "\n" + "\n".join(map(_source, found)))


def _source(module: ModuleType) -> str:
    fields: dict[str, Field] | None = getattr(module, "fields", None)
    facts = [
        ("kind", _code(module.source)),
        ("published by", module.publisher),
        ("licence", module.licence),
        ("becomes", f"[{module.table}](tables.md#{module.table})"),
        ("file", _source_link(module)),
    ]
    columns = _table(("column", "headings it goes by"), [_field(*pair) for pair in fields.items()]) if fields else ""
    aside = [f"“{reason}”" for reason in getattr(module, "unusable", {})]
    left = f"Rows are set aside as {', '.join(aside)}.\n\n" if aside else ""
    shape = "" if fields else "Recognised by the shape of its JSON.\n\n"
    return (
        f"## {short_name(module)}\n\n**{module.title}.** {_prose(module.__doc__)}\n\n{_table(('', ''), facts)}\n"
        f"{shape}{columns}{chr(10) if columns else ''}{left}{_source_example(module.example)}"
    )


def _field(name: str, told: Field) -> tuple[str, str]:
    return _code(name) + (" (needed)" if told.needed else ""), ", ".join(map(_code, told.names))


def _source_example(example: dict[str, Any]) -> str:
    amount = example.get("amount_pence")
    worth = f", worth {amount:,} pence" if amount is not None else ""
    aside = ", ".join(f"{count} as “{reason}”" for reason, count in (example.get("set_aside") or {}).items())
    said = f"{example['kept']} kept{worth}" + (f"; set aside: {aside}" if aside else "")
    return f"Example ({said}):\n\n{_fenced(textwrap.dedent(example['file']))}"


def _rules() -> str:
    found = modules("keepitlocal.localities")
    intro = """
    A rule for local has an area and a test of being there. Every rule that the place has what it
    takes for is computed, side by side; `rule` under `[local]` in [place.toml](settings.md) says
    which one leads. A rule answers *local*, *elsewhere* or *unknown* for each organisation, with
    its reason.
    """
    return _page("Rules for local", intro, "\n".join(map(_rule, found)))


def _rule(module: ModuleType) -> str:
    applies, judge = (_prose(inspect.getdoc(function)) for function in (module.applies, module.judge))
    facts = [("people read", module.title), ("computed", applies), ("decides", judge), ("file", _source_link(module))]
    return f"## {short_name(module)}\n\n{_prose(module.__doc__)}\n\n{_table(('', ''), facts)}"


def _money() -> str:
    folder = Path(evidence.__file__ or "").parent / "the_money"
    files = {tomllib.loads(path.read_text(encoding="utf-8"))["id"]: path for path in folder.glob("*.toml")}
    intro = """
    From everything published to what the council could choose how to spend: one line after the
    other, each with its rules in a file of its own. Who is paid outranks the label it is booked
    under; among lines that speak of the same payee, the first wins. Every share uses what is left
    as its base, with the published total beside it.

    A council overrules a line (`works = false` under `[money.lines]`) or a payee (`"NAME" =
    "choosable"` under `[money.payees]`) in [place.toml](settings.md). The report then shows that it
    did.
    """
    parts = [_line(line, files[line.id].relative_to(ROOT).as_posix()) for line in lines()]
    return _page("What the money is: the lines", intro, "\n".join(parts))


def _line(line: Any, path: str) -> str:
    effect = "taken out of what the council could choose" if line.removed else "shown apart, and still counted"
    facts = [
        ("order", str(line.order)),
        ("effect", effect),
        ("examples", "; ".join(line.examples)),
        ("its rules", f"[`{path}`](../../{path})"),
    ]
    return f"## {line.id}\n\n**{line.title}.** {line.why}\n\n{_table(('', ''), facts)}"


def _tables() -> str:
    found = modules("keepitlocal.tables")
    rows = [(f"[{short_name(one)}](#{short_name(one)})", _prose(one.__doc__)) for one in found]
    intro = """
    The store holds one Parquet file an input and table, under `store/parts/`. Tables marked
    *derived* are made from the others and from `place.toml`, `corrections/` and the library.
    Amounts are whole pence. Columns marked *personal* may hold personal data: they stay in the
    store, and what is shown of them is decided case by case.
    """
    return _page("Tables", intro, _table(("table", "what it holds"), rows) + "\n" + "\n".join(map(_one_table, found)))


def _one_table(module: ModuleType) -> str:
    columns = [
        (_code(name), column.type, column.meaning + (" *(personal)*" if column.personal else ""))
        for name, column in module.columns.items()
    ]
    traced = "Every row leads back to its file.\n\n" if set(TRACE) <= set(module.columns) else ""
    heading = f"## {short_name(module)}\n\n{_prose(module.__doc__)} Schema version {module.version}.\n\n"
    return heading + traced + _table(("column", "type", "meaning"), columns)


def _settings() -> str:
    intro = """
    `place.toml` is a text file that a person owns: any text editor will do, and lines that open
    with # are notes. The program adds to it only what it was told with `keepitlocal map` and what
    it had to guess about columns. After a change, run `keepitlocal report FOLDER` again.
    """
    parts = [_setting(*one) for one in SETTINGS]
    fresh = _fenced(settings(code="E08000009", name="Trafford"), "toml")
    return _page(
        "place.toml", intro, f"{''.join(parts)}\n## A new one\n\nThis is what `keepitlocal new` writes:\n\n{fresh}"
    )


def _setting(table: str, key: str, example: str, meaning: str) -> str:
    head = f"[{table}]\n" if table else ""
    name = table.strip("[]")
    label = name if key in name.split(".") else ".".join(filter(None, (name, key)))
    return f"## {label}\n\n{meaning}\n\n{_fenced(head + example, 'toml')}\n"


def _findings() -> str:
    told = json.loads(SCHEMA.read_text(encoding="utf-8"))
    path = SCHEMA.relative_to(ROOT).as_posix()
    intro = f"""
    {told["description"]} `keepitlocal report` writes it to `report/`, and its [JSON Schema](../../{path}) beside it.
    Money is whole pence.
    """
    parts = [("The file", told), *((f"Each {name}", told["$defs"][name]) for name in ("input", "finding"))]
    return _page("findings.json", intro, "\n".join(_object(title, one, told["$defs"]) for title, one in parts))


def _plan() -> str:
    told = json.loads(PLAN_SCHEMA.read_text(encoding="utf-8"))
    path = PLAN_SCHEMA.relative_to(ROOT).as_posix()
    intro = f"""
    {told["description"]} `keepitlocal plan` writes it beside the plan's page; its form is a [JSON Schema](../../{path}).
    """
    parts = [("The file", told), *((f"Each {name}", one) for name, one in told["$defs"].items())]
    return _page("plan.json", intro, "\n".join(_object(title, one, told["$defs"]) for title, one in parts))


def _law() -> str:
    """Every rule of the law files, an instrument a section."""
    intro = """
    Dated rules for councils in England, as data: `keepitlocal/law/`, one TOML file an instrument. They support a decision
    and are no advice. None has been checked by a lawyer until its line says so. A rule that has a trigger is shown in a
    plan where it bears, or may; the others are amounts and definitions that they refer to.
    """
    shown: dict[str, list[tuple[str, ...]]] = {}
    for rule in law.rules():
        held = f"{rule.from_.isoformat()} to {rule.until.isoformat() if rule.until else 'now'}"
        amount = f" **{rule.value:,} {rule.unit}.**" if rule.value is not None else ""
        cells = (
            _code(rule.id),
            f"{rule.title}.{amount} {rule.consequence}",
            held,
            f"{rule.citation} ({law.CERTAINTY[rule.certainty]}; {rule.checked})",
        )
        shown.setdefault(_instrument(rule.instrument), []).append(cells)
    heads = ("id", "rule", "in force", "where it stands")
    return _page("Rules of law", intro, "\n\n".join(f"{head}\n\n{_table(heads, rows)}" for head, rows in shown.items()))


def _instrument(told: law.Instrument) -> str:
    return f"## {told.title} ({told.citation})\n\n[{told.address}]({told.address})" + (
        f"; {told.read}" if told.read else ""
    )


def _object(title: str, told: dict[str, Any], shared: dict[str, Any]) -> str:
    rows = [(_code(name), _form(one, shared), _meaning(one, shared)) for name, one in told["properties"].items()]
    return f"## {title}\n\n{_table(('', 'form', 'meaning'), rows)}"


def _form(told: dict[str, Any], shared: dict[str, Any]) -> str:
    """The type of a JSON value in words."""
    if "$ref" in told:
        name = str(told["$ref"]).rpartition("/")[2]
        if "oneOf" in shared[name]:
            return "null, or " + ", ".join(_code(part) for part in shared[name]["oneOf"][-1]["properties"])
        return _form(shared[name], shared) if "type" in shared[name] and name not in _OWN else name
    if "anyOf" in told:
        return " or ".join(_form(one, shared) for one in told["anyOf"])
    if "const" in told or "enum" in told:
        return " or ".join(_code(str(value)) for value in told.get("enum", [told.get("const")]))
    kind = told.get("type", "any")
    if kind == "array":
        return f"list of {_form(told['items'], shared)}" if "items" in told else "list"
    return kind if isinstance(kind, str) else " or ".join(kind)


def _meaning(told: dict[str, Any], shared: dict[str, Any]) -> str:
    """What the schema says of a value, and of the values within it."""
    inner = told.get("items", told)
    within = ", ".join(map(_code, inner.get("properties", {})))
    own = str(told.get("description", ""))
    if not own and "$ref" in told:
        own = str(shared[str(told["$ref"]).rpartition("/")[2]].get("description", ""))
    return " ".join(filter(None, (own, f"Has {within}." if within else "")))


def main(write: Callable[[Path, str], Any]) -> int:
    """Write every page, and take away pages that are no longer made."""
    made = pages()
    TARGET.mkdir(parents=True, exist_ok=True)
    for path in TARGET.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        write(TARGET / name, text)
    print(f"{len(made)} pages written to {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(lambda path, text: path.write_text(text, encoding="utf-8")))
