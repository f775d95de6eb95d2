"""Saved views 常用视图: what somebody asks a list for again and again, under a name of their own.

They lie beside the configuration, for their owner's eyes alone: words that are searched for may be names.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ledgerctl.cli.context.context import make_folder
from ledgerctl.config import config_path
from ledgerctl.errors.exporting import BadViews, NoSuchView
from ledgerctl.errors.system import CannotRead
from ledgerctl.formats.placing import placed

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The options of a view by name: texts as they were typed, true for a flag.
View: TypeAlias = "Mapping[str, str | bool]"


def views_path() -> Path:
    """Return where views are kept."""
    return Path(config_path()).with_name("views.json")


def saved() -> dict[str, View]:
    """Return every saved view by name.

    Raises:
        BadViews: the file is not what this program wrote.
        CannotRead: the system does not let us.
    """
    path = views_path()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotRead(path=str(path), problem=error.strerror or "") from None
    except (ValueError, RecursionError):
        raise BadViews(path=str(path)) from None
    if not isinstance(found, dict) or not all(map(_is_view, found.values())):
        raise BadViews(path=str(path))
    return found


def view(name: str) -> View:
    """Return a saved view.

    Raises:
        NoSuchView: naming those that there are.
    """
    found = saved()
    if name not in found:
        raise NoSuchView(name=name, known=", ".join(sorted(found)) or "-")
    return found[name]


def save(name: str, options: View) -> None:
    """Keep a view under a name; one of the same name is replaced."""
    _write({**saved(), name: options})


def remove(name: str) -> None:
    """Take a view away.

    Raises:
        NoSuchView.
    """
    view(name)
    _write({other: options for other, options in saved().items() if other != name})


def _write(found: Mapping[str, View]) -> None:
    path = views_path()
    make_folder(str(path.parent))
    with placed(str(path), replace=True) as temporary:
        text = json.dumps(found, ensure_ascii=False, indent=2, sort_keys=True)
        temporary.write_text(f"{text}{os.linesep}", encoding="utf-8")


def _is_view(found: object) -> bool:
    return isinstance(found, dict) and all(isinstance(each, str | bool) for each in found.values())
