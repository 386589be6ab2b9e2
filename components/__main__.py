"""Détente without a browser: ``python -m components analyze PATH…``, and measuring it."""

import argparse
import sys
from collections.abc import Sequence

from components.cli import analyze, measure


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0, or 1 if any input could not be read."""
    parser = argparse.ArgumentParser(prog="python -m components", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    analyze.add_parser(commands)
    measure.add_parsers(commands)
    options = parser.parse_args(arguments)
    return analyze.run(options) if options.command == "analyze" else measure.run(options)


if __name__ == "__main__":
    sys.exit(main())
