"""What a report is about: plain values, put together elsewhere. Nothing here knows where they come from."""

from dataclasses import dataclass, field, replace
from datetime import date

from keepitlocal.domain.finding import OFFICER, PUBLIC, Finding

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude), in degrees."""


@dataclass(frozen=True)
class Measure:
    """An indicator with its findings. ``folder`` is where its file is: ``local_spend``, or a step such as ``place``."""

    name: str
    folder: str
    is_step: bool
    title: str
    question: str
    unit: str
    by: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class InputFile:
    """A table of a file that was given: what it was taken for, and what became of its rows. Money in pence."""

    file: str
    title: str
    source: str
    rows: int
    kept: int
    set_aside: tuple[tuple[str, int], ...] = ()
    amount_pence: int | None = None
    set_aside_pence: int | None = None
    control_pence: int | None = None
    first: date | None = None
    last: date | None = None
    columns: tuple[tuple[str, str], ...] = ()
    guessed: tuple[str, ...] = ()
    dated: date | None = None
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True)
class UnreadFile:
    """A file from which nothing was read, and why in words."""

    file: str
    why: str


@dataclass(frozen=True)
class Overlap:
    """Rows of one file that stand in a later one too. Money in pence."""

    file: str
    also_in: str
    rows: int
    pence: int


@dataclass(frozen=True)
class MoneyLine:
    """A line between everything published and what the council could choose. ``examples`` never name people."""

    id: str
    title: str
    why: str
    removed: bool
    pence: int
    rows: int
    credit_pence: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overrule:
    """A decision of the council's about a line of the money or about one payee."""

    what: str
    decided: str


@dataclass(frozen=True)
class Supplier:
    """An organisation that may be named: on a register, or published as a grant recipient. Money in pence, by year."""

    name: str
    org_id: str
    kind: str
    outcome: str
    because: str
    source: str
    dated: date | None
    by_year: tuple[tuple[str, int], ...]
    control: str = ""

    @property
    def pence(self) -> int:
        """All years together."""
        return sum(pence for _, pence in self.by_year)


@dataclass(frozen=True)
class Rule:
    """A rule for local: the name of its file, and what people read."""

    name: str
    title: str


@dataclass(frozen=True)
class Area:
    """A ward or district of the place: its shape, and how many organisations were found there (None: under five)."""

    code: str
    name: str
    rings: tuple[Ring, ...] = ()
    organisations: int | None = None


@dataclass(frozen=True)
class Where:
    """Money to organisations with a known address in one district; ``organisations`` None: under five. Pence."""

    code: str
    name: str
    here: bool
    pence: int
    organisations: int | None


@dataclass(frozen=True)
class Map:
    """The place drawn. ``counted`` says whether its areas carry counts of organisations."""

    areas: tuple[Area, ...] = ()
    counted: bool = False


@dataclass(frozen=True)
class LikelyName:
    """Where a published file probably names a person: never the name."""

    file: str
    row: int
    column: str
    why: str


@dataclass(frozen=True)
class Unmatched:
    """A payee that was found on no register, for an officer to look at. Pence."""

    name: str
    pence: int
    rows: int
    perhaps: str = ""


@dataclass(frozen=True)
class Disagreement:
    """An organisation whose kind the council's own code gives otherwise than the register. Pence."""

    name: str
    council: str
    register: str
    source: str
    pence: int


@dataclass(frozen=True)
class AddingUp:
    """One supplier's agreements that add up over a threshold: for the officer alone. Pence with VAT, a fifth added
    where the register has none; ``reasons`` are what the register itself says for an innocent one.
    """

    supplier: str
    pence: int
    threshold_pence: int
    agreements: tuple[tuple[str, date, int], ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class WardItem:
    """One thing on a ward page: a grant, an organisation, an asset or an agreement coming up."""

    what: str
    detail: str = ""
    pence: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Ward:
    """What a ward page holds."""

    code: str
    name: str
    grants: tuple[WardItem, ...] = ()
    organisations: tuple[WardItem, ...] = ()
    assets: tuple[WardItem, ...] = ()
    coming_up: tuple[WardItem, ...] = ()


@dataclass(frozen=True)
class Subject:
    """Everything a report says, for one place and one version of its store. Money in pence."""

    name: str
    code: str
    period: str
    made: date
    measures: tuple[Measure, ...]
    rules: tuple[Rule, ...]
    lead: str
    published_pence: int
    published_rows: int
    choosable_pence: int
    cards_pence: int = 0
    placed_pence: int = 0
    lines: tuple[MoneyLine, ...] = ()
    overrules: tuple[Overrule, ...] = ()
    files: tuple[InputFile, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    where: tuple[Where, ...] = ()
    map: Map = field(default_factory=Map)
    likely_names: tuple[LikelyName, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    unmatched_unnamed: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    wards: tuple[Ward, ...] = ()
    grants_pence: int = 0
    grants_in_no_ward_pence: int = 0
    software: str = ""
    version: int = 0
    registers: tuple[str, ...] = ()
    contact: str = ""
    accounts_pence: tuple[tuple[str, int], ...] = ()
    old: tuple[str, ...] = ()  # what is said first of registers that are old on the day
    adding_up: tuple[AddingUp, ...] = ()
    adding_up_of: int = 0
    """How many agreements were looked at for that."""

    @property
    def lead_rule(self) -> Rule:
        """The rule that leads the report."""
        return next((rule for rule in self.rules if rule.name == self.lead), Rule(self.lead, self.lead))

    def measure(self, name: str, /) -> Measure | None:
        """The measure of that name, where it could be made."""
        return next((measure for measure in self.measures if measure.name == name), None)

    def edition(self, name: str, /) -> "Subject":
        """What one edition may hold: its own findings; for the public one nothing that only an officer should see."""
        own = [
            replace(one, findings=tuple(found for found in one.findings if found.edition == name))
            for one in self.measures
        ]
        measures = tuple(one for one in own if one.findings)
        if name == OFFICER:
            return replace(self, measures=measures)
        assert name == PUBLIC, name
        return replace(
            self,
            measures=measures,
            likely_names=(),
            unmatched=(),
            unmatched_unnamed=0,
            disagreements=(),
            adding_up=(),
            adding_up_of=0,
        )

    def has(self, *sources: str) -> bool:
        """Whether rows were kept from a file taken for one of these sources or titles."""
        return any(file.kept and (file.source in sources or file.title in sources) for file in self.files)
