"""What is missing where no phase is named: the one place that says so, for the coach, the charts and replays alike.
Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED


@dataclass(frozen=True, slots=True)
class Missing:
    """Answers that have to come before a phase can be named."""

    unseen: int
    settled: int
    differing: int = 0
    """Unseen ones on which the rule and a habit without it differ."""

    @property
    def words(self) -> str:
        """Such as `8 more unseen and 12 more settled answers`."""
        counts = {"unseen": self.unseen, "settled": self.settled}
        kinds = [f"{count:,} more {kind}" for kind, count in counts.items() if count]
        if kinds:
            last = kinds[-1].startswith("1 more") and len(kinds) == 1
            return f"{' and '.join(kinds)} answer{'' if last else 's'}"
        if self.differing:
            verb = "answer that tells" if self.differing == 1 else "answers that tell"
            return f"{self.differing} more unseen {verb} a habit from the rule"
        return "more of both kinds: what there is fits more than one phase"


def missing(first_seen: int, settled: int, *, differing: int = 0) -> Missing:
    """What so many first-seen and settled answers lack."""
    return Missing(max(FIRST_SEEN_NEEDED - first_seen, 0), max(SETTLED_NEEDED - settled, 0), differing)
