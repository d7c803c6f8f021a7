"""Let OpenRefine, or another program on this machine, match its own columns to registers.

Serves the Reconciliation Service API 0.2 on this machine alone, until it is stopped with Ctrl-C: for the registers named with
--register (columns as `match` takes them), or for those of a place folder, with the place's own decisions.
"""

import argparse
import errno
from pathlib import Path
from typing import TYPE_CHECKING

from keepitlocal.tasks._folder import Problem, open_folder, typed
from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    from keepitlocal.tasks._reconcile_register import Register
    from keepitlocal.tasks._reconcile_server import Server

PORT = 8040


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("folder", type=Path, nargs="?", help="the place folder whose registers to match to")
    parser.add_argument(
        "--register",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="in place of a folder: registers (CSV or Parquet), with the columns org_id, name, postcode, kind",
    )
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"where to listen (default: {PORT}; 0: any that is free)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    screen = Screen()
    with open_server(options, screen=screen) as server:
        service = server.service
        screen.say(f"{service.name}: {service.register.size:,} organisations can be asked for, on this machine alone.")
        screen.say(
            "In OpenRefine: the menu of the column, Reconcile, Start reconciling, Add standard service, and this address:"
        )
        screen.say(f"    {service.address}/")
        screen.say("Nothing that is asked is written down or sent anywhere. To stop: Ctrl-C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            screen.say("\nStopped. Nothing was kept. Columns already matched in OpenRefine stay as they are.")
    return 0


def open_server(options: argparse.Namespace, /, *, screen: Screen) -> "Server":
    """A server that listens, with its registers open and tried. Raises Problem in words."""
    from keepitlocal.tasks._reconcile_questions import Question
    from keepitlocal.tasks._reconcile_server import Server
    from keepitlocal.tasks._reconcile_service import Service

    if bool(options.folder) == bool(options.register):
        raise Problem(
            "Say to which registers to match: a place folder (keepitlocal reconcile trafford), or register files "
            "(keepitlocal reconcile --register charities.csv), not both."
        )
    if not 0 <= options.port <= 65535:
        raise Problem(f"There is no port {options.port}. Take one from 1024 to 65535, or 0 for any that is free.")
    register, name = _of_files(options.register, screen) if options.register else _of_place(options.folder, screen)
    if not register.size:
        raise Problem(
            f"{name}: there is no organisation in it, with an org_id and a name, so there is nothing to match to."
        )
    register.candidates(
        [Question("Example Trust")]
    )  # what is opened on first use is opened before anybody waits for it
    try:
        return Server(options.port, lambda address: Service(register, name, address))
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        why = "in use, perhaps by this same command" if error.errno == errno.EADDRINUSE else "kept for the system"
        raise Problem(
            f"Port {options.port} of this machine is {why}. Choose another with --port, or --port 0 for any that is free."
        ) from error


def _of_files(files: list[Path], screen: Screen) -> tuple["Register", str]:
    from keepitlocal.tasks._match_file import open_registers
    from keepitlocal.tasks._reconcile_register import Register

    named = ", ".join(path.name for path in files)
    return Register(open_registers(files, screen=screen)), f"Register{'s' if len(files) > 1 else ''} {named}"


def _of_place(path: Path, screen: Screen) -> tuple["Register", str]:
    from keepitlocal.matching.corrections import settle
    from keepitlocal.store.versions import current
    from keepitlocal.tasks._corrections import decisions
    from keepitlocal.tasks._derive import open_place
    from keepitlocal.tasks._reconcile_register import Register

    folder = open_folder(path)
    version = current(folder.store)
    if version is None:
        raise Problem(f"Nothing has been gathered in {folder.path} yet. Run: keepitlocal gather {typed(folder.path)}")
    if not version.paths(folder.store, "organisations"):
        raise Problem(
            f"{folder.path} has no register. Put registers into {folder.inputs}, or download them with keepitlocal get, "
            f"then run: keepitlocal gather {typed(folder.path)}"
        )
    sure, never = settle(decisions(folder))
    index, home = open_place(folder, version, screen=screen)
    words = tuple(folder.settings.get("never_placed", {}).get("words", ()))
    return Register(
        index, words, tuple(home), sure, never
    ), f"Registers of {folder.settings['council'].get('name', folder.path.name)}"
