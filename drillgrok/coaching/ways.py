"""The ways in which one thing can be put, and which of them is new to this learner: no sentence twice in ten sessions,
nothing that the last three have heard in other words. What the sentences are stands with each verdict and remark."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drillgrok.coaching.figures import Figures

if TYPE_CHECKING:
    from drillgrok.coaching.verdict import Said

SENTENCE_RESTS: Final = 10
"""Sessions in which no sentence is said twice."""
TOPIC_RESTS: Final = 3
"""Sessions in which nothing is said twice, however it is put."""


def _always(_figures: Figures) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Saying:
    """One way of putting something."""

    name: str
    """As records keep it; no other way of the same kind has it."""
    say: Callable[[Figures], str]
    """One or two sentences, from figures alone."""
    needs: tuple[str, ...] = ()
    """Figures without which it says nothing."""
    when: Callable[[Figures], bool] = _always
    """Whether it is true of these figures."""
    topic: str = ""
    """What it tells; its name where no other way tells the same."""
    is_turn: bool = False
    """It tells of a change or of the end of something: it comes first, and though something of the kind was said in
    this session."""

    def holds(self, figures: Figures) -> bool:
        """Whether it may be said of these figures."""
        return all(name in figures for name in self.needs) and self.when(figures)

    def told(self, kind: str) -> str:
        """What it tells, by a name of its own."""
        return f"{kind}.{self.topic or self.name}"


def sentence(kind: str, way: str) -> str:
    """A way by a name of its own."""
    return f"{kind}.{way}"


def new_way(kind: str, ways: Iterable[Saying], figures: Figures, said: Said, session: int) -> Saying | None:
    """Of the ways that hold, a turn, else the one that was said longest ago, in their order where several never were;
    None where every one was heard too lately. `session` counts the run's sittings."""
    spoken_of = any(when == session for name, when in said.sentences.items() if name.startswith(f"{kind}."))
    fit = [
        way
        for way in ways
        if (way.is_turn or not spoken_of)
        and said.sentences.get(sentence(kind, way.name), -SENTENCE_RESTS) <= session - SENTENCE_RESTS
        and said.topics.get(way.told(kind), -SENTENCE_RESTS) < session - TOPIC_RESTS
        and way.holds(figures)
    ]
    return min(fit, key=lambda way: (not way.is_turn, said.sentences.get(sentence(kind, way.name), -1)), default=None)
