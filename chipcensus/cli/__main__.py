"""`python -m chipcensus.cli` is `chipcensus`."""

import sys

from chipcensus.cli import main

if __name__ == "__main__":  # not again in the processes that an import starts
    sys.exit(main())
