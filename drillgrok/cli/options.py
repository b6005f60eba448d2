"""Options and arguments that several commands take, and how every group of commands speaks."""

from math import inf, isfinite, nan
from typing import Annotated, Any, Literal

import typer


def whole_number(least: int, most: int | None = None, *, says: str) -> Any:
    """An option that takes a whole number between two others."""

    def read(text: str) -> int:
        try:
            found = int(text)
        except ValueError:
            raise typer.BadParameter(f"{text!r} is not a whole number.") from None
        return int(_between(found, least, most))

    return typer.Option(parser=read, metavar="N", help=says)


def number(least: float, *, says: str) -> Any:
    """An option that takes a number from another one on."""

    def read(text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            found = nan
        if not isfinite(found):
            raise typer.BadParameter(f"{text!r} is not a number.")
        return _between(found, least, None)

    return typer.Option(parser=read, metavar="N", help=says)


def _between(found: float, least: float, most: float | None) -> float:
    if found < least:
        raise typer.BadParameter(f"{_told(found)} is too small: {_told(least)} or more.")
    if most is not None and found > most:
        raise typer.BadParameter(f"{_told(found)} is too large: {_told(most)} or less.")
    return found


def _told(value: float) -> str:
    return f"{value:,}".removesuffix(".0")


NamedDeck = Annotated[str, typer.Argument(metavar="DECK", help="A deck's id, or a path to a deck file.")]
LearnerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Whose answers, when several share a machine.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Line by line, for screen readers and bare terminals.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Replace a file of this name.")]
SoundOption = Annotated[bool | None, typer.Option("--sound/--no-sound", help="Play sounds or not.")]
TimeOption = Annotated[
    Literal["1", "1.5", "2", "4", "10", "none"] | None,
    typer.Option(metavar="FACTOR", help="More time on every clock, by this factor; none: no limit."),
]
VolumeOption = Annotated[int | None, whole_number(0, 100, says="How loud with --sound, 0 to 100 (60).")]

PLAIN_HELP: Any = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
"""Help as plain text, and no tracebacks, for every group of commands."""

_LOUDNESS = 60
"""Of a sound that was asked for without saying how loud."""


def loudness(sound: bool | None, volume: int | None, chosen: int | None) -> int | None:
    """0 to 100, or None for no sound: as the command line says, else as it was set."""
    if sound is None:
        return None if chosen is None else volume if volume is not None else chosen
    return (volume if volume is not None else chosen or _LOUDNESS) if sound else None


def factor_of(time: str) -> float:
    """A factor as a number, infinite for `none`."""
    return inf if time == "none" else float(time)
