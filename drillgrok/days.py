"""Which day a moment belongs to: it ends at 04:00 on the learner's own clock. Importable by all; knows no date."""

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
DAY_STARTS_MS = 4 * 60 * MINUTE_MS


def local_day(utc_ms: int, offset_min: int) -> int:
    """Days since 1970-01-01 of the learner's calendar."""
    return (utc_ms + offset_min * MINUTE_MS - DAY_STARTS_MS) // DAY_MS
