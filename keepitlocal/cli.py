"""The command line: one command per task, found by walking tasks/."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Imported where needed, so that Ctrl-C is caught from the first moment.
    import argparse
    from collections.abc import Sequence
    from types import ModuleType


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 where it did what was asked, 1 where it could not, 2 for a wrong command line."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        print("\nStopped. What was whole before is whole now.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever reads our output, such as head, has seen enough
        _drop_output()
        return 141


def _run(argv: Sequence[str] | None) -> int:
    options = parser().parse_args(argv)
    from keepitlocal.tasks._folder import Problem

    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        raise
    except (Problem, LookupError, ValueError, OSError) as error:
        if options.traceback:
            raise
        print(f"keepitlocal: {_words(error)}", file=sys.stderr)
        return 1
    except Exception as error:  # The store's own errors are worded for people; others point to --traceback.
        if options.traceback:
            raise
        hint = (
            ""
            if type(error).__module__.startswith("keepitlocal")
            else "\nRun it again with --traceback to see where, and tell us."
        )
        print(f"keepitlocal: {_words(error)}{hint}", file=sys.stderr)
        return 1


def _drop_output() -> None:
    """Let what is left to print go nowhere, so that the end of the program does not complain of it again."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    import argparse

    from keepitlocal import __version__
    from keepitlocal.discover import modules, short_name

    whole = argparse.ArgumentParser(
        prog="keepitlocal",
        description="How local is a council's commissioning? From the records it already publishes.",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"keepitlocal {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for task in modules("keepitlocal.tasks"):
        command = commands.add_parser(
            short_name(task), help=_first_line(task), description=task.__doc__, allow_abbrev=False
        )
        task.arguments(command)
        command.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
        command.set_defaults(run=task.run)
    return whole


def _first_line(task: ModuleType) -> str:
    return (task.__doc__ or "").strip().splitlines()[0].rstrip(".")


def _words(error: BaseException) -> str:
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error) or type(error).__name__


if __name__ == "__main__":
    sys.exit(main())
