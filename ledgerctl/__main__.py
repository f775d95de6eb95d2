"""``python -m ledgerctl`` and the console script: the shortest way to the edge."""

from __future__ import annotations

import sys

_CLOSED_PIPE = 141


def run() -> None:
    """Run the command line and leave with its exit status."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        # Answered before anything else is loaded.
        from ledgerctl import __version__  # noqa: PLC0415 - as above

        try:
            sys.stdout.write(f"ledgerctl {__version__}\n")
            sys.stdout.flush()
        except OSError:
            # Nobody reads; the interpreter's own last flush must not complain about it.
            sys.stdout = None  # the interpreter checks this at its end
            raise SystemExit(_CLOSED_PIPE) from None
        raise SystemExit(0)
    from ledgerctl.cli.dispatch.app import main  # noqa: PLC0415 - as above

    raise SystemExit(main(arguments))


if __name__ == "__main__":
    run()
