"""The first screen by lines: the day's plan with its reasons, or a new learner's doors. On a pipe nothing is asked and
nothing said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from drillgrok.console.text import clean
from drillgrok.model.log import Goal
from drillgrok.screens.backend import Morning
from drillgrok.screens.kit.lines import Lines
from drillgrok.screens.start import story, words
from drillgrok.screens.start.offers import Start, Startable, starting


def chosen_by_lines(morning: Morning, *, stdin: TextIO | None, stdout: TextIO, is_terminal: bool) -> tuple[str, Goal]:
    """The deck to drill, by the id of its card, and how much of it: the first line of the plan, or the door that is
    chosen; where nothing is planned the first of all decks."""
    start = starting(morning)
    if is_terminal and not morning.named:
        start = _asked(start, Lines(stdin, stdout, is_terminal=is_terminal))
    offer = start.offer
    return (offer.card.id, offer.goal) if offer else (morning.cards[0].id, morning.goal)


def _asked(start: Start, lines: Lines) -> Start:
    """Say what there is; a learner who is new is asked for a door."""
    lines.say(*_said(start))
    if not start.morning.doors:
        return start
    lines.say(words.DOORS)
    lines.ask()
    known = {str(number): number - 1 for number in range(1, len(start.offers) + 1)}
    return replace(start, at=known.get(lines.read() or "", 0))


def _said(start: Start) -> Iterator[str]:
    morning = start.morning
    if not start.offers:
        yield words.NOTHING_PLANNED
    if morning.doors:
        yield words.TAGLINE
        for number, door in enumerate(start.offers, start=1):
            yield f"{number} {clean(door.name)}: {door.says} {clean(door.card.title)}."
        yield f"{words.SHORT} {words.CHOSEN_BY}"
        return
    for number, offer in enumerate(start.offers, start=1):
        yield f"{number} {_line(offer)}"
    yield from filter(None, [story.told(morning.day)])


def _line(offer: Startable) -> str:
    return f"{clean(offer.name)}, {words.goal(offer.goal)}. {offer.says}"
