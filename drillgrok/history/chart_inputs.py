"""One run as its charts and its row of the overview need it. Gathered by the commands; nothing is worked out here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drillgrok.coaching.verdict import OLDER
from drillgrok.history.breakdown import Breakdown
from drillgrok.history.figures import FinishedRun
from drillgrok.model.domain import SessionContrast
from drillgrok.model.item import ItemKey
from drillgrok.model.log import MarkKind

PromptOf = Callable[[ItemKey], str | None]
"""The prompt of a practised item; None where the deck no longer has it, and then it is not named."""


def _no_prompt(_key: ItemKey) -> None:
    """Where the deck is no longer there, no item is named."""


@dataclass(frozen=True, slots=True)
class ChartInputs:
    """A run's past and what its deck adds to it."""

    past: FinishedRun
    title: str
    """Of the deck; its id where the deck is no longer there."""
    today: int
    """As `days.local_day` counts."""
    prompt_of: PromptOf = _no_prompt
    """Asked of a few practised items only."""
    transitions: tuple[SessionContrast, ...] | None = None
    """None where the deck's domain sets no two kinds of items against each other."""
    breakdown: Breakdown | None = None
    """None while the seal is closed."""

    kept: str = ""
    """Of a deck that was passed: what was kept since, in a sentence."""

    @property
    def passed(self) -> bool:
        """An exam of this run was."""
        return any(one.kind is MarkKind.EXAM and one.passed for one in self.past.milestones)

    @property
    def last_words(self) -> str:
        """What the coach said last, of a passed deck what was kept; empty where nothing was said."""
        if self.kept:
            return self.kept
        if not self.past.told:
            return ""
        last = self.past.told[-1]
        return f"{last.words} ({OLDER.capitalize()}.)" if last.before_shortcuts else last.words
