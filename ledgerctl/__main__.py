"""``python -m ledgerctl`` and the console script: the shortest way to the edge."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and leave with its exit status."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        # Answered before anything else is loaded.
        from ledgerctl import __version__  # noqa: PLC0415 - as above

        sys.stdout.write(f"ledgerctl {__version__}\n")
        raise SystemExit(0)
    from ledgerctl.cli.app import main  # noqa: PLC0415 - as above

    raise SystemExit(main(arguments))


if __name__ == "__main__":
    run()
