"""``data.revealed``: somebody saw personal data unmasked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text, whole

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Fact, Facts, Sealed


@dataclass(frozen=True, slots=True)
class DataRevealed:
    """Personal data was shown or handed out unmasked 查看明文: how much, which fields, why.

    ``purpose`` is the command (``show``, ``list``, ``export``), ``records`` how many cases (or events) it was about,
    ``case`` the number when it was one. The event says what was seen, never the data itself.
    """

    purpose: str
    records: int
    fields: tuple[str, ...]
    reason: str
    case: str = ""

    kind: ClassVar[str] = "data.revealed"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the command, how many records, the fields and, when it was one, the case."""
        facts: dict[str, Fact] = {
            "purpose": self.purpose,
            "records": self.records,
            "fields": list(self.fields),
        }
        if self.case:
            facts["case"] = self.case
        return facts

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        names = facts.get("fields", ())
        return cls(
            text(facts, "purpose"),
            whole(facts, "records"),
            tuple(names) if isinstance(names, list | tuple) else (),
            sealed_text(sealed, "reason"),
            text(facts, "case"),
        )

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger unchanged: a look moves nothing."""
        return ledger
