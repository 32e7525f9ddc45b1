"""`python -m chipcensus.cli` is `chipcensus`."""

import sys

if __name__ == "__main__":  # not again in the processes that an import starts
    from chipcensus.cli import main

    sys.exit(main())
