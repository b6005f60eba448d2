"""Decks with histories, a few words each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from drillgrok.planning.history import DayCount, DeckHistory, DeckRecord

TODAY = 20_000


def days_of(answers: dict[int, int]) -> tuple[DayCount, ...]:
    """Answers by days before today, three seconds each."""
    return tuple(
        DayCount(TODAY - ago, count, count * 3_000) for ago, count in sorted(answers.items(), reverse=True) if count
    )


def history(name: str, answers: dict[int, int] | None = None, **known: Any) -> DeckHistory:
    """A deck `family-step` with its answers by days before today."""
    days = days_of(answers or {})
    checks: Iterable[DayCount] = known.pop("checks", ())
    family, _, _ = name.partition("-")
    facts = {
        "answers": sum(day.answers for day in days),
        "practised_days": len(days),
        "last_day": days[-1].day if days else None,
        "recent": days,
        "checks": tuple(checks),
    }
    head = {name: known.pop(name, "") for name in ("domain", "next")}
    turned = {name: known.pop(name) for name in ("dial", "step") if name in known}
    return DeckHistory(name, name.title(), family, record=DeckRecord(name, **(facts | known)), **head, **turned)


@pytest.fixture
def deck() -> Callable[..., DeckHistory]:
    return history
