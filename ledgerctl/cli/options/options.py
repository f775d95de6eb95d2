"""Options that several commands share, in one wording."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.i18n import _

Number = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Case number, for instance 2020-0007"))
]
As = Annotated[
    str | None,
    typer.Option("--as", metavar=_("PERSON"), help=_("Who acts, when it is not the system's user")),
]
OtherNumber = Annotated[str, typer.Argument(metavar=_("OTHER"), help=_("The other case number"))]
Person = Annotated[
    str | None,
    typer.Option(
        "--person", metavar=_("PERSON"), help=_("Who acts, when it is not the system's user")
    ),
]
At = Annotated[
    str,
    typer.Option("--at", metavar=_("DATE"), help=_("When it happened; now by default")),
]
Key = Annotated[
    str | None,
    typer.Option("--key", help=_("A key of your own: repeating the command with it is harmless")),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", "-n", help=_("Check everything and write nothing"))
]
Reason = Annotated[str, typer.Option("--reason", help=_("Why"))]
Input = Annotated[
    str | None,
    typer.Option(
        "--input",
        metavar="FILE",
        help=_("A JSON object with what the options would say; - reads standard input"),
    ),
]
Reveal = Annotated[
    str | None,
    typer.Option(
        "--reveal",
        metavar=_("REASON"),
        help=_("Show personal data unmasked; who, when and why is recorded first"),
    ),
]
