"""A place folder on disk: where things are, and its place.toml."""

import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keepitlocal.tasks._settings import mistakes

FORMAT = 1


class Problem(Exception):
    """Something the person at the keyboard can put right; the message says what was found, where, and what to do."""


@dataclass(frozen=True)
class Folder:
    """A council's workspace."""

    path: Path
    settings: dict[str, Any]

    @property
    def inputs(self) -> Path:
        """Files exactly as published."""
        return self.path / "inputs"

    @property
    def store(self) -> Path:
        """Derived: can be deleted and made again."""
        return self.path / "store"

    @property
    def corrections(self) -> Path:
        """People's decisions about matches."""
        return self.path / "corrections"

    @property
    def report(self) -> Path:
        """What the council could publish as it stands."""
        return self.path / "report"

    @property
    def council(self) -> str:
        """The council's GSS code."""
        return str(self.settings["council"]["code"])

    def files(self) -> list[Path]:
        """Every file under inputs/, in order of name; hidden ones are left out."""
        found = [
            path
            for path in self.inputs.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(self.inputs).parts)
        ]
        return sorted(found, key=lambda path: path.relative_to(self.inputs).as_posix())


def open_folder(path: Path, /) -> Folder:
    """Read a place folder. Raises Problem where it is not one, in words."""
    settings_path = path / "place.toml"
    make = f'keepitlocal new {typed(path)} --council "the council\'s name"'
    if not path.exists():
        raise Problem(f"There is no folder {path}. Make one with: {make}")
    if not path.is_dir():
        raise Problem(f"{path} is a file. Give the place folder, the one that holds place.toml.")
    if not settings_path.exists():
        raise Problem(_no_place(path, make))
    try:
        settings = tomllib.loads(settings_text(settings_path))
    except tomllib.TOMLDecodeError as error:
        raise Problem(
            f"{settings_path} could not be read: {error}. Open it in a text editor and mend that line."
        ) from error
    if settings.get("format") != FORMAT:
        raise Problem(
            f"{settings_path} should open with “format = {FORMAT}”, and says {settings.get('format')!r}. "
            f"This program reads format {FORMAT}."
        )
    if found := list(mistakes(settings)):
        raise Problem(f"{settings_path} cannot be used as it stands: " + "\n    ".join(found))
    return Folder(path, settings)


def typed(path: Path, /) -> str:
    """A path as it is typed at a command line: in quotation marks where it has spaces."""
    return shlex.quote(str(path))


def settings_text(path: Path, /) -> str:
    """The text of a place.toml; Notepad's mark at its start is dropped. Raises Problem where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            f"{path} is not saved as UTF-8. Open it in a text editor and save it as UTF-8 (in Notepad: Save as, Encoding)."
        ) from error


def _no_place(path: Path, make: str) -> str:
    said = f"{path} holds no place.toml, so it is not a place folder."
    if any(entry.is_file() and not entry.name.startswith(".") for entry in path.iterdir()):
        return (
            f"{said} If these are the council's files, make a place folder beside it and move them into its inputs/: "
            'keepitlocal new NAME --council "the council\'s name"'
        )
    return f"{said} Make one with: {make}"
