"""What came of looking for a shortcut that explains a learner, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drillgrok.shortcuts.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Check:
    """What explains the last unseen answers, if anything but the rule does."""

    explanation: Explanation | None = None
    classes: int | None = None
    """How many classes of answers came out right among the unseen; None where nobody looked."""
    presses_one_key: bool = False
    """Practised items are answered with one key, too."""
    contrast: tuple[int, ...] = ()
    """Unseen items on which the shortcut and the rule differ, where more of them are needed."""

    @property
    def holds_back(self) -> bool:
        """Nothing that claims the rule may be said yet."""
        return self.explanation is not None and self.explanation.holds_back


NOT_CHECKED: Final = Check()
