"""One run at a time: a lock that ends with the process that holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):
    """Another run is working in this place; the message says which process."""


@contextmanager
def locked(folder: Path, /) -> Iterator[None]:
    """Hold the place's lock. Raises Busy at once where another process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Busy(
                f"Another run is already working in {folder.parent} (process {holder}). "
                "Wait until it has ended, then run the command again. Nothing was changed."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
