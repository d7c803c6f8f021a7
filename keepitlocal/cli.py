"""The command line: one command per task, found by walking tasks/."""

import argparse
import sys
from collections.abc import Sequence
from types import ModuleType

from keepitlocal import __version__
from keepitlocal.discover import modules, short_name


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 where it did what was asked, 1 where it could not, 2 for a wrong command line."""
    options = parser().parse_args(argv)
    from keepitlocal.tasks._folder import Problem

    try:
        return int(options.run(options))
    except (Problem, LookupError, ValueError, OSError) as error:
        if options.traceback:
            raise
        print(f"keepitlocal: {_words(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was whole before is whole now.", file=sys.stderr)
        return 130
    except Exception as error:  # The store's own errors are worded for people; others point to --traceback.
        if options.traceback:
            raise
        hint = "" if type(error).__module__.startswith("keepitlocal") else "\nRun it again with --traceback to see where, and tell us."
        print(f"keepitlocal: {_words(error)}{hint}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="keepitlocal", description="How local is a council's commissioning? From the records it already publishes.", allow_abbrev=False
    )
    whole.add_argument("--version", action="version", version=f"keepitlocal {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for task in modules("keepitlocal.tasks"):
        command = commands.add_parser(short_name(task), help=_first_line(task), description=task.__doc__, allow_abbrev=False)
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
