"""Who is the same person 同一人: comparable forms of what names somebody, and the blind index over them."""

from __future__ import annotations

import re
import unicodedata

from ledgerctl.domain.text.privacy import FEWEST_DIGITS, NAME_DOTS, UNSEEN


def normalize_phone(phone: str) -> str | None:
    """Return the comparable form of a telephone number, or None if it is none.

    NFKC; spaces, hyphens, dots, brackets and unseen characters go, and so does the country code
    86 of a mainland mobile; the `+` of another country stays. None for fewer than five digits or
    any other character: a letter, a second number, the `*` of a mask.
    """
    compact = re.sub(rf"{UNSEEN}|[\s\-‐‑‒–—―−.()\[\]]", "", unicodedata.normalize("NFKC", phone))
    mobile = re.fullmatch(r"(?:\+86|0086|86)(1[3-9][0-9]{9})", compact)
    if mobile is not None:
        return mobile[1]
    return compact if re.fullmatch(rf"\+?[0-9]{{{FEWEST_DIGITS},}}", compact) else None


def normalize_id(number: str) -> str | None:
    """Return the comparable form of an identity number (证件号码), or None if it is none.

    NFKC, upper case; spaces, hyphens, brackets and unseen characters go. None for fewer than five
    letters and digits or any other character, so that a masked number matches nobody.
    """
    wide = unicodedata.normalize("NFKC", number).upper()
    compact = re.sub(rf"{UNSEEN}|[\s\-‐‑‒–—―−()\[\]]", "", wide)
    return compact if len(compact) >= FEWEST_DIGITS and compact.isalnum() else None


def normalize_name(name: str) -> str | None:
    """Return the comparable form of a name (姓名), or None when nothing remains.

    NFKC and casefold; white space and unseen characters go, the dots of 阿卜杜拉·买买提 become one.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    compact = re.sub(rf"{UNSEEN}|\s", "", re.sub(f"[{NAME_DOTS}]", "·", folded))
    return unicodedata.normalize("NFKC", compact) or None


def blind_index(secret: bytes, kind: str, normalized: str) -> str:
    """Return the keyed hash (盲索引) by which two records of one person meet: HMAC-SHA256, hex.

    Keyed, because an unsalted hash of a telephone number falls to trying them all in a minute.

    Args:
        secret: The key of the ledger.
        kind: What is hashed, so that a telephone never meets an equal identity number.
        normalized: The value after `normalize_phone`, `normalize_id` or `normalize_name`.

    Raises:
        ValueError: The secret is empty, or the value holds a lone surrogate.
    """
    import hmac  # noqa: PLC0415 - only matching needs it, and start-up is measured

    if not secret:
        message = "a blind index needs a key"
        raise ValueError(message)
    return hmac.digest(secret, f"{kind}\0{normalized}".encode(), "sha256").hex()
