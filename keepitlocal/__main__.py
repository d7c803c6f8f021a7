"""``python -m keepitlocal`` is the command line."""

import sys

from keepitlocal.cli import main

if __name__ == "__main__":
    sys.exit(main())
