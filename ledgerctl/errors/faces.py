"""What can be wrong with a report as a file: a part that is not installed, a screen, a browser (E955 to E959)."""

from __future__ import annotations

from ledgerctl.errors.base import N_, UsageProblem


class ReportPartMissing(UsageProblem):
    """A library of the extra ``report`` is not installed."""

    code = "E955"
    sentence = N_("This report needs {part}, which is not installed")
    hint = N_("Install the extra report too: pip install 'ledgerctl[report]'")


class NoScreenFace(UsageProblem):
    """A file that is no text was about to be written to a terminal."""

    code = "E956"
    sentence = N_("{kind} is no text for a terminal")
    hint = N_("Give a file: -o report.{kind}")


class NoBrowser(UsageProblem):
    """No Chromium is installed that could print."""

    code = "E957"
    sentence = N_("No Chromium was found to print the PDF")
    hint = N_(
        "Install chromium, name one in LEDGERCTL_CHROMIUM, or print the HTML report from any browser"
    )


class BrowserFailed(UsageProblem):
    """Chromium was found and did not print."""

    code = "E958"
    sentence = N_("Chromium did not print the PDF: {problem}")
    hint = N_("Try again, or print the HTML report from any browser")
