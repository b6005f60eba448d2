"""The learner's settings: one commented TOML file beside the database, read when a command begins. What the command
line says wins. Knows no command."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from drillgrok import places
from drillgrok.errors import DrillgrokError
from drillgrok.names import is_name

PRESSURES: Final = ("calm", "firm", "hard")
TIMES: Final = ("1", "1.5", "2", "4", "10", "none")
"""How many times the time of every clock; `none` is no limit."""
LOOKS: Final = ("colours", "plain")
HEARD_KEYS: Final = ("none", "each", "third", "drone")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds where the command line says nothing."""

    goal: int = 300
    minutes: float | None = None
    """Takes the place of the goal."""
    pressure: str = "firm"
    time: str = "1"
    sound: int | None = None
    """0 to 100; None: no sound."""
    heard_key: str = "none"
    """How the key of items is heard that have one: see HEARD_KEYS."""
    four_keys: str | None = None
    two_keys: str | None = None
    """For decks that are tapped; None: they are asked for before the first one."""
    day_ends: int = 4
    """The hour at which a day ends."""
    looks: str = "colours"
    learner: str | None = None
    """Who practises here where nobody is named; None: the system's user."""
    day_minutes: float | None = None
    """Of a whole day: what comes on top of the goal has room in them."""

    @property
    def own_keys(self) -> dict[int, str]:
        """The learner's keys for decks that are tapped, by how many there are, as far as they are known: of four, the
        two in the middle are those of two hands."""
        two = self.two_keys or (self.four_keys or "")[1:-1]
        return {len(keys): keys for keys in (self.four_keys, two) if keys}


TEMPLATE: Final = """\
# Settings of drillgrok. To change one, remove the # before its line. What you say on the command line wins.

# How long a session is: a number of answers, or a number of minutes instead.
# goal = 300
# minutes = 20

# Your minutes for a whole day. If any are left after the goal, a second deck is planned; if none are left, checks wait.
# day_minutes = 40

# How hard the clock presses: "calm", "firm" or "hard".
# pressure = "firm"

# More time on every clock: "1", "1.5", "2", "4", "10", or "none" for no limit. In the drill: Esc, then t.
# time = "1"

# How loud sounds are, 1 to 100. With 0, or without this line, there is no sound.
# sound = 60

# What makes you hear the key, in decks by ear where that gives nothing away: "each" (a cadence before each item),
# "third" (before every third, the key stays), "drone" (under each), or "none". In the drill: Esc, then k.
# heard_key = "none"

# Keys for decks that you tap, from left to right: for four fingers, and for two hands. The first such deck asks for
# them and writes them here.
# four_keys = "dfjk"
# two_keys = "fj"

# The hour at which your day ends, 0 to 12.
# day_ends = 4

# "colours", or "plain" for no colours.
# looks = "colours"

# Whose answers these are when no learner is named. Without this line: the user of this machine.
# learner = "ada"
"""


def _whole(low: int, high: int) -> Callable[[Any], Any]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return value

    return read


def _minutes(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 1440:
        raise ValueError("a number of minutes, such as 20")
    return float(value)


def _one_of(*known: str) -> Callable[[Any], Any]:
    def read(value: Any) -> str:
        text = f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else value
        if text not in known:
            raise ValueError(f"one of {', '.join(known)}")
        return str(text)

    return read


def _keys(count: int) -> Callable[[Any], Any]:
    def read(value: Any) -> str:
        good = isinstance(value, str) and len(set(value)) == len(value) == count and value.isalpha()
        if not good or value != value.lower():
            raise ValueError(f"{count} different small letters, such as {'dfjk' if count == 4 else 'fj'}")
        return str(value)

    return read


def _learner(value: Any) -> str:
    if not isinstance(value, str) or not is_name(value.strip()):
        raise ValueError('a name, such as "ada"')
    return value.strip()


def _loudness(value: Any) -> int | None:
    return _whole(0, 100)(value) or None


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "goal": _whole(1, 100_000),
    "minutes": _minutes,
    "day_minutes": _minutes,
    "pressure": _one_of(*PRESSURES),
    "time": _one_of(*TIMES),
    "sound": _loudness,
    "heard_key": _one_of(*HEARD_KEYS),
    "four_keys": _keys(4),
    "two_keys": _keys(2),
    "day_ends": _whole(0, 12),
    "looks": _one_of(*LOOKS),
    "learner": _learner,
}


def read_settings() -> Settings:
    """What the file says, or what holds without one.

    Raises DrillgrokError with the file and the line of the first mistake.
    """
    try:
        path = places.settings()
        if path.exists() and not path.is_file():  # at a pipe a reader would wait
            raise _flaw(0, "The settings are no file.", "Move away what lies there.")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        why = "they are not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise _flaw(0, f"The settings cannot be read: {why}.", "Fix the file, or remove it.") from None
    return parsed(text)


def parsed(text: str) -> Settings:
    """The settings of a file's text. Raises DrillgrokError with the file and the line of the first mistake."""
    import tomllib  # only for who has settings

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        what = str(error).partition(" (at")[0]
        number = int(line[1]) if line else text.count("\n") + 1
        raise _flaw(number, f"{what}.", 'Write lines such as goal = 300 or pressure = "firm".') from None
    made = Settings()
    for name, value in found.items():
        if name not in _READERS:
            raise _flaw(_line_of(text, name), f"There is no setting {name!r}.", f"Known are {', '.join(_READERS)}.")
        try:
            made = replace(made, **{name: _READERS[name](value)})
        except ValueError as wanted:
            raise _flaw(_line_of(text, name), f"{name} is {value!r}.", f"Write {wanted}.") from None
    return made


def with_setting(text: str, name: str, value: str | None) -> str:
    """The text of the file with this setting said in its place and nothing else touched; None: not said any more."""
    line = f"{name} = {_quoted(value)}" if value is not None else f'# {name} = "..."'
    for pattern in (rf"^[ \t]*{name}[ \t]*=.*$", rf"^#[ \t]*{name}[ \t]*=.*$"):
        changed, count = re.subn(pattern, lambda _: line, text, count=1, flags=re.MULTILINE)
        if count:
            return changed
    return text if value is None else f"{text.rstrip()}\n\n{line}\n".lstrip()


def name_of_keys(keys: str) -> str:
    """The setting that says so many keys."""
    return {4: "four_keys", 2: "two_keys"}[len(keys)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line_of(text: str, name: str) -> int:
    found = re.search(rf"^[ \t\[]*{re.escape(name)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _flaw(line: int, what: str, mend: str) -> DrillgrokError:
    where = f"{places.settings()}:{line}" if line else str(places.settings())
    return DrillgrokError(what, where=where, mend=mend)
