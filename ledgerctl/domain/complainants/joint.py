"""Joint complaints 共同投诉 and complaints filed for somebody else 代办: what the branch must see at once.

Order 2020 No. 3 of the CBIRC: joint complainants in person choose at most five representatives (article
12); an agent or an heir brings proof, and is heard in any case (article 14). Twenty or more in person make
the complaint a major one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.events.base import sealed_text, text, whole
from ledgerctl.domain.text.reading import NAME_SEPARATOR
from ledgerctl.errors.people import TooManyRepresentatives

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts, Sealed

#: Representatives at most.
MOST_REPRESENTATIVES = 5
#: From so many complainants in person on, a complaint is a major one.
MAJOR_COUNT = 20
#: The severity of such a complaint.
MAJOR = "major"
#: Where complainants appear in person.
IN_PERSON = frozenset({"counter"})
#: Facts by which a complaint becomes a major one.
COUNTED = frozenset({"complainants_count", "channel"})
#: Who files → the documents that go with it.
DOCUMENTS_NEEDED: dict[str, tuple[str, ...]] = {
    "legal_rep": ("agent_identity", "guardianship"),
    "agent": ("agent_identity", "authorisation"),
    "heir": ("agent_identity", "inheritance"),
}


def check_representatives(sealed: Sealed) -> None:
    """Refuse more representatives than the order allows.

    Raises:
        TooManyRepresentatives.
    """
    names = sealed_text(sealed, "representatives")
    count = len(names.split(NAME_SEPARATOR)) if names else 0
    if count > MOST_REPRESENTATIVES:
        raise TooManyRepresentatives(count=count, limit=MOST_REPRESENTATIVES)


def makes_major(facts: Facts) -> bool:
    """Whether so many complainants came in person that the complaint is a major one 重大投诉."""
    many = whole(facts, "complainants_count") >= MAJOR_COUNT
    return many and text(facts, "channel") in IN_PERSON


def missing_documents(facts: Facts) -> list[str]:
    """Return the documents that who files should still bring; never a reason to refuse."""
    ticked = facts.get("documents", ())
    brought = set(ticked) if isinstance(ticked, list | tuple) else set[str]()
    return [
        each for each in DOCUMENTS_NEEDED.get(text(facts, "filed_by"), ()) if each not in brought
    ]
