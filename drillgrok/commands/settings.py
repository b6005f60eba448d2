"""`drillgrok settings`: writes the file where there is none, and says what holds."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from drillgrok import places
from drillgrok.console.files import private_folder
from drillgrok.errors import DrillgrokError
from drillgrok.settings import TEMPLATE, Settings, read_settings


def show() -> str:
    """Where the settings lie and what holds; a file that can be edited is written where there is none.

    Raises DrillgrokError where it cannot be written, or has a mistake.
    """
    path = places.settings()
    written = False
    try:
        private_folder(path.parent)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
        written = True
    except FileExistsError:
        pass
    except OSError as error:
        raise DrillgrokError(
            f"The settings cannot be written ({error.strerror}).",
            where=str(path),
            mend="Make the folder writable for yourself.",
        ) from None
    holds = read_settings()
    head = f"Written to {path}; edit it there." if written else str(path)
    return "\n".join((head, "", *(f"{field.name:<11} {_told(holds, field.name)}" for field in fields(Settings))))


_ASKED_FOR: Final = dict.fromkeys(("four_keys", "two_keys"), "asked for by the first deck that is tapped")


def _told(holds: Settings, name: str) -> str:
    value = getattr(holds, name)
    return (
        {"sound": "off", "minutes": "-", "day_minutes": "-", **_ASKED_FOR}.get(name, "")
        if value is None
        else str(value)
    )
