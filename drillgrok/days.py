"""Which day a moment belongs to: it ends at 04:00 on the learner's own clock, or at the hour that they set. Importable
by all."""

from datetime import date, timedelta

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
_HOUR_MS = 60 * MINUTE_MS
_starts_ms = 4 * _HOUR_MS


def let_days_end(hour: int) -> None:
    """Have every day of this process end at another hour: the learner's setting, said once when it begins."""
    global _starts_ms  # noqa: PLW0603
    _starts_ms = hour * _HOUR_MS


def local_day(utc_ms: int, offset_min: int) -> int:
    """Days since 1970-01-01 of the learner's calendar."""
    return (utc_ms + offset_min * MINUTE_MS - _starts_ms) // DAY_MS


def day_starts_ms() -> int:
    """How long after midnight a day begins."""
    return _starts_ms


def day_starts() -> str:
    """The time of day at which one day ends and the next begins, such as 04:00."""
    return f"{_starts_ms // _HOUR_MS:02}:00"


def date_of(day: int) -> date:
    """The date of a day that `local_day` counts."""
    return date(1970, 1, 1) + timedelta(days=day)
