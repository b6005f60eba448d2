"""The only file that knows where the learner's own files lie. Paths out; nothing is read or written here."""

import os
from pathlib import Path

from drillgrok.errors import DrillgrokError


def home() -> Path:
    """The folder of everything that belongs to the learner: `DRILLGROK_HOME`, or the platform's data folder.

    Raises DrillgrokError where the system does not know whose folder is meant.
    """
    chosen = os.environ.get("DRILLGROK_HOME")
    try:
        if chosen:
            return Path(chosen).expanduser()
        from platformdirs import user_data_path  # 15 ms, needed only without DRILLGROK_HOME

        return user_data_path("drillgrok", appauthor=False)
    except (RuntimeError, KeyError):
        raise DrillgrokError(
            "Whose folder this is cannot be told here.",
            where=chosen or "the user's home",
            mend="Set DRILLGROK_HOME to a full path.",
        ) from None


def database() -> Path:
    """The SQLite file with every response."""
    return home() / "drillgrok.db"


def settings() -> Path:
    """The learner's settings, a file to be edited."""
    return home() / "settings.toml"


def backups() -> Path:
    """Copies of the database made before migrations and by `data backup`."""
    return home() / "backups"


def reports() -> Path:
    """What is known of failures that nobody foresaw: no words, no values."""
    return home() / "reports"


def own_decks() -> Path:
    """Decks that the learner wrote."""
    return home() / "decks"


def installed_decks() -> Path:
    """Packs that the learner installed."""
    return home() / "installed"


def folders() -> tuple[Path, ...]:
    """Every folder that is the learner's own."""
    return home(), backups(), reports(), own_decks(), installed_decks()


def files() -> tuple[Path, ...]:
    """Every single file by which the program finds its way; responses are not among them."""
    return settings(), deck_index(), deck_profiles(), deck_rules(), deck_origins()


def deck_index() -> Path:
    """The index of deck heads that the first screen reads instead of the decks."""
    return home() / "deck-index.json"


def deck_profiles() -> Path:
    """What was measured of decks that are not bundled: numbers that tell no answer."""
    return home() / "deck-profiles.json"


def deck_rules() -> Path:
    """In which decks that are not bundled no rule was found."""
    return home() / "deck-rules.json"


def deck_origins() -> Path:
    """The origins of the decks that were packed here."""
    return home() / "deck-origins.json"
