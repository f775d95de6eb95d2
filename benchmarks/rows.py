"""Rows for the benchmarks in the shape of the public CFPB file.

Where real rows are at hand (``LEDGERCTL_REAL_DATA``) they are replayed with fresh numbers; else rows of
the same widths are made up from a fixed seed. Which of the two was used is printed.
"""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path

HEADER = [
    "Date received",
    "Product",
    "Sub-product",
    "Issue",
    "Sub-issue",
    "Consumer complaint narrative",
    "Company public response",
    "Company",
    "State",
    "ZIP code",
    "Tags",
    "Consumer consent provided?",
    "Submitted via",
    "Date sent to company",
    "Company response to consumer",
    "Timely response?",
    "Consumer disputed?",
    "Complaint ID",
]
REAL = "cfpb/cfpb_2012-2026_18col_iso_1000.csv"
_FIRST_NUMBER = 10_000_000

_WORDS = [
    "account",
    "report",
    "card",
    "payment",
    "dispute",
    "bank",
    "letter",
    "call",
    "refund",
    "error",
    "month",
]
_CHOICES = {
    "Product": (
        "Credit reporting or other personal consumer reports",
        "Credit reporting, credit repair services, or other personal consumer reports",
        "Debt collection",
        "Checking or savings account",
        "Mortgage",
    ),
    "Sub-product": (
        "Credit reporting",
        "General-purpose credit card or charge card",
        "I do not know",
    ),
    "Issue": (
        "Incorrect information on your report",
        "Improper use of your report",
        "Managing an account",
        "Attempts to collect debt not owed",
    ),
    "Sub-issue": (
        "Information belongs to someone else",
        "Reporting company used your report improperly",
        "Their investigation did not fix an error on your report",
        "",
    ),
    "Company public response": (
        "Company has responded to the consumer and the CFPB and chooses not to provide a public response",
        "",
    ),
    "State": ("CA", "FL", "TX", "NY"),
    "ZIP code": ("90001", "33101", "770XX"),
    "Consumer consent provided?": ("Consent provided", "Consent not provided", ""),
    "Submitted via": ("Web", "Phone", "Referral"),
    "Company response to consumer": ("Closed with explanation", "Closed with non-monetary relief"),
    "Timely response?": ("Yes", "Yes", "Yes", "No"),
}


def write_rows(path: Path, size: int, *, last_year: int | None = None) -> None:
    """Write ``size`` rows with fresh numbers; with a last year, as many in each of the ten years to it."""
    templates = _real() or _made()
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for place in range(size):
            row = templates[place % len(templates)]
            if last_year is not None:
                row = _moved(row, last_year - 9 + place * 10 // size)
            writer.writerow([*row[:-1], str(_FIRST_NUMBER + place)])


def _moved(row: list[str], year: int) -> list[str]:
    """Return a row received in a year, and sent to the company as long after as it was."""
    received, sent = (HEADER.index(name) for name in ("Date received", "Date sent to company"))
    by = year - int(row[received][:4])
    moved = list(row)
    for place in (received, sent):
        day = row[place]
        if day:
            moved[place] = f"{int(day[:4]) + by}{day[4:]}".replace("-02-29", "-02-28")
    return moved


def _real() -> list[list[str]]:
    folder = os.environ.get("LEDGERCTL_REAL_DATA", "")
    source = Path(folder, REAL)
    if not folder or not source.exists():
        print("rows: made up from a fixed seed")
        return []
    print(f"rows: {REAL} replayed with fresh numbers")
    with source.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def _made() -> list[list[str]]:
    chance = random.Random(2020)  # noqa: S311 - no secret, the same rows every time
    rows = []
    for _ in range(1_000):
        day = (
            f"{chance.randint(2016, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        )
        # Three in eleven tell their story, in a thousand letters or so.
        story = " ".join(chance.choices(_WORDS, k=chance.choice((0,) * 8 + (80, 130, 210))))
        row = {name: chance.choice(values) for name, values in _CHOICES.items()} | {
            "Date received": day,
            "Consumer complaint narrative": story,
            "Company": f"{chance.choice(_WORDS)} FINANCIAL SERVICES {chance.randint(1, 99)}".upper(),
            "Date sent to company": day,
        }
        rows.append([row.get(name, "") for name in HEADER])
    return rows
