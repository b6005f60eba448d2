"""What may be stored as text, and what a learner is called. Standard library only."""

import getpass
import re
import unicodedata

from drillgrok.errors import DrillgrokError

LONGEST_NAME = 200

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the writing round of whatever stands behind it."""


_chosen: str | None = None


def let_default_be(learner: str | None) -> None:
    """Have this process mean another learner where nobody is named: a setting, said once when it begins. None: none."""
    global _chosen  # noqa: PLW0603
    _chosen = learner


def named_or_default(learner: str | None) -> str:
    """The learner that was named, else the one of this machine. Raises DrillgrokError when it is no name."""
    return checked_learner_name(learner) if learner else default_learner_name()


def default_learner_name() -> str:
    """The learner who was set, else the operating system's user, or "me" where it will not say."""
    if _chosen is not None:
        return _chosen
    try:
        name = getpass.getuser().strip()
    except (OSError, KeyError, ImportError):
        return "me"
    return name if is_name(name) else "me"


def is_name(text: str) -> bool:
    """Short, not empty, and no control characters or halves of characters: safe to print and to store."""
    if not 0 < len(text) <= LONGEST_NAME or _TURNING.search(text):
        return False
    return not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text)


def checked_learner_name(text: str) -> str:
    """`text` without spaces around it. Raises DrillgrokError when it is no name."""
    name = text.strip()
    if not is_name(name):
        raise DrillgrokError(
            f"A learner's name has 1 to {LONGEST_NAME} characters, none of them control characters.",
            where="--learner",
            mend="Choose another name.",
        )
    return name


def storable(text: str) -> str:
    """`text` with what no database or UTF-8 file can hold (NUL, half characters) replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)
