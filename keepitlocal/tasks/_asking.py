"""Asking a person about one payee after another, in a terminal or from lines piped in."""

import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from shutil import get_terminal_size

from keepitlocal.domain.money import pounds
from keepitlocal.matching.corrections import Decision
from keepitlocal.matching.uncertain import Candidate, Question
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._numbers import EXAMPLES, org_ids
from keepitlocal.tasks._question_words import HELP, described, keys, printable, question
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._sitting import CHOSEN, NONE_OF_THESE, TYPED, Sitting

Read = Callable[[str], str | None]
"""Gives the line that a person types after a prompt; None where there is no more."""

Find = Callable[[Iterable[str]], dict[str, Candidate]]
"""Gives those of some org-ids that are on a register given."""


class Enough(Exception):
    """The person stops, or there is no more to read."""


@dataclass
class Asking:
    """The way through the questions: ``at`` is the next, ``steps`` are those behind, with whether they were decided."""

    questions: Sequence[Question]
    sitting: Sitting
    screen: Screen
    read: Read
    find: Find
    at: int = 0
    steps: list[tuple[int, bool]] = field(default_factory=list)

    @property
    def decided(self) -> list[Question]:
        """The questions answered so far."""
        return [self.questions[place] for place, kept in self.steps if kept]

    def run(self) -> None:
        """Ask until all are answered or skipped, or the person stops."""
        try:
            while self.at < len(self.questions) or self._last_word():
                self._ask(self.questions[self.at])
        except Enough:
            pass

    def _ask(self, asked: Question) -> None:
        width = wide()
        self.screen.say()
        self.screen.say(f"── {self.at + 1:,} of {len(self.questions):,}, {self.progress()} decided ".ljust(width, "─"))
        self.screen.say()
        for line in question(asked, width=width):
            self.screen.say(line)
        self.screen.say()
        self.screen.say(keys(asked))
        while not self._answer(asked, self._typed("> ")):
            pass

    def progress(self) -> str:
        """£1.2m of £3.4m."""
        return f"{pounds(sum(one.spent.pence for one in self.decided))} of {pounds(sum(one.spent.pence for one in self.questions))}"

    def _answer(self, asked: Question, typed: str) -> bool:
        """Do what was typed; whether to go on to another question."""
        key, _, reason = typed.strip().partition(" ")
        key, why = key.casefold(), reason.strip()
        if key == "q":
            raise Enough
        if key == "u":
            return self._back()
        if key == "s":
            self._step(kept=False)
            return True
        if key == "n" and not asked.shown:
            self._tell("Nothing is proposed that could be denied. s skips it, o names an organisation.")
            return False
        if key == "n":
            return self._keep(self._none(asked, why), "none of these")
        if key == "o":
            return self._other(asked, why)
        if key.isdecimal() and 1 <= int(key) <= len(asked.shown):
            chosen = asked.shown[int(key) - 1]
            return self._keep(self._yes(asked, chosen.org_id, why or CHOSEN), printable(chosen.name))
        self._tell(
            HELP if key == "?" else f"{typed.strip()!r} is none of the keys. {keys(asked)}" if key else keys(asked)
        )
        return False

    def _yes(self, asked: Question, org_id: str, why: str) -> list[Decision]:
        by = self._by()
        return [self.sitting.decision(name, org_id, is_it=True, why=why, by=by) for name in asked.spellings]

    def _none(self, asked: Question, why: str) -> list[Decision]:
        by = self._by()
        return [
            self.sitting.decision(name, one.org_id, is_it=False, why=why or NONE_OF_THESE, by=by)
            for name in asked.spellings
            for one in asked.shown
        ]

    def _keep(self, fresh: Sequence[Decision], said: str) -> bool:
        try:
            self.sitting.keep(fresh)
        except ValueError as error:
            self._tell(str(error))
            return False
        self._tell(f"Kept: {printable(fresh[0].payee)} is {said}.")
        self._step(kept=True)
        return True

    def _step(self, *, kept: bool) -> None:
        self.steps.append((self.at, kept))
        self.at += 1

    def _back(self) -> bool:
        if not self.steps:
            self._tell("This is the first: there is nothing to take back.")
            return False
        place, kept = self.steps[-1]
        if kept:
            try:
                self.sitting.take_back()
            except Problem as error:
                self._tell(str(error))
                return False
        self.steps.pop()
        self.at = place
        name = printable(self.questions[place].payee)
        self._tell(f"Taken back: what you decided about {name}." if kept else f"Back to {name}.")
        return True

    def _other(self, asked: Question, typed: str) -> bool:
        number = typed or self._typed(f"Its number ({EXAMPLES}; Enter goes back): ").strip()
        if not number:
            return False
        number, why = _parted(number)
        possible = org_ids(number)
        if not possible:
            self._tell(f"{number!r} is no number we know. Write it as {EXAMPLES}.")
            return False
        known = self.find(possible)
        listed = [known.get(one, Candidate(one, one)) for one in possible if one in known or not known]
        chosen = listed[0] if len(listed) == 1 else self._which(listed)
        if chosen is None or not self._confirmed(chosen, on_register=chosen.org_id in known):
            return False
        return self._keep(self._yes(asked, chosen.org_id, why or TYPED), printable(chosen.name))

    def _which(self, listed: Sequence[Candidate]) -> Candidate | None:
        self._tell("That number can be any of these:")
        for place, one in enumerate(listed, 1):
            self._tell(f"  {place}  {described(one)}")
        typed = self._typed("Which (Enter goes back): ").strip()
        return listed[int(typed) - 1] if typed.isdecimal() and 1 <= int(typed) <= len(listed) else None

    def _confirmed(self, one: Candidate, *, on_register: bool) -> bool:
        said = "" if on_register else " It is on no register given, so where it is stays unknown."
        return self._typed(f"{described(one)}.{said} Is it this one (y or n)? ").strip().casefold() in ("y", "yes")

    def _by(self) -> str:
        """Who decides: asked once."""
        while not self.sitting.by:
            self.sitting.by = self._typed("Who decides? A role or initials, since a report may show it: ").strip()
        return self.sitting.by

    def _last_word(self) -> bool:
        """After the last question, the chance to go back to it."""
        if not self.steps:
            return False
        self.screen.say()
        if self._typed("That was the last. u goes back to it; Enter ends: ").strip().casefold() != "u":
            return False
        return self._back()

    def _tell(self, text: str) -> None:
        for line in text.splitlines():
            for part in textwrap.wrap(line, width=wide(), subsequent_indent="    ") or [""]:
                self.screen.say(part)

    def _typed(self, prompt: str) -> str:
        line = self.read(prompt)
        if line is None:
            raise Enough
        return line


def wide() -> int:
    """How many letters a line may have."""
    return min(get_terminal_size().columns, 100)


def _parted(typed: str) -> tuple[str, str]:
    """A number, and the reason written after it."""
    words = typed.split()
    for end in range(len(words), 0, -1):
        if org_ids(" ".join(words[:end])):
            return " ".join(words[:end]), " ".join(words[end:])
    return typed, ""


def reader(screen: Screen, /) -> Read:
    """Lines from the keyboard; where they are piped in, prompt and line are shown, so that what was said can be read."""

    def read(prompt: str) -> str | None:
        if sys.stdin.isatty():
            try:
                return input(prompt)
            except EOFError:
                screen.say()
                return None
        line = sys.stdin.readline()
        if not line:
            return None
        screen.say(prompt + line.rstrip("\r\n"))
        return line

    return read
