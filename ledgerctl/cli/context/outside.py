"""The outside world of one command: clock, fresh names, the acting person, the language."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ledgerctl.errors.usage import BadSetting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: Fixes the clock for demonstrations and tests: ``2020-12-31T10:00:00Z``.
NOW_VARIABLE = "LEDGERCTL_NOW"


class SystemClock:
    """The system's clock, or the moment that the environment fixes."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._fixed = (os.environ if environment is None else environment).get(NOW_VARIABLE, "")

    def utc(self) -> str:
        """Return now in UTC with milliseconds."""
        return self._now().strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

    def local(self, timezone: str) -> str:
        """Return now at an offset such as ``+08:00``, to the minute."""
        from datetime import timedelta

        sign = -1 if timezone.startswith("-") else 1
        shift = timedelta(hours=int(timezone[1:3]), minutes=int(timezone[4:6]))
        return (self._now() + sign * shift).strftime("%Y-%m-%dT%H:%M")

    def _now(self) -> datetime:
        from datetime import UTC, datetime

        if not self._fixed:
            return datetime.now(UTC)
        try:
            moment = datetime.fromisoformat(self._fixed)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise BadSetting(
                value=self._fixed, name=NOW_VARIABLE, expected="2020-12-31T10:00:00Z"
            ) from None
        return moment.astimezone(UTC)


class SystemEntropy:
    """The system's generator."""

    def token(self) -> str:
        """Return a fresh random name of 16 hexadecimal digits."""
        return os.urandom(8).hex()


def system_user() -> str:
    """Return the operating system's name for who runs the command; never an option or a variable."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"


def spoken_language(configured: str, environment: Mapping[str, str]) -> str:
    """Return ``zh`` or ``en``: what was configured, else the locale's language."""
    for text in (
        configured,
        environment.get("LC_ALL", ""),
        environment.get("LC_MESSAGES", ""),
        environment.get("LANG", ""),
    ):
        if text:
            return "zh" if text.casefold().startswith("zh") else "en"
    return "en"
