"""The grokking plot in a few lines of text: practised and unseen accuracy over stretches of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drillgrok.model import Drawing, Response, Role, Span, Tone
from drillgrok.phases.evidence import Kind, evidence_of

PRACTISED_SIGN, UNSEEN_SIGN, BOTH_SIGN = "·", "●", "◉"
UNSEEN_LEAST = 5
"""Unseen answers that a stretch needs to have a point."""
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Shares right in one stretch of a run; None where there are too few answers."""

    practised: float | None
    unseen: float | None


def stretches(responses: Sequence[Response], *, answers: int) -> tuple[Stretch, ...]:
    """The run cut into stretches of so many rows."""
    return tuple(_stretch(responses[k : k + answers]) for k in range(0, len(responses), answers))


def _stretch(responses: Sequence[Response]) -> Stretch:
    practised: list[bool] = []
    unseen: list[bool] = []
    for response in responses:
        evidence = evidence_of(response, "")
        if evidence is None:
            continue
        if evidence.kind is Kind.FIRST_SEEN:
            unseen.append(evidence.correct)
        elif response.role is Role.PRACTISED:
            practised.append(evidence.correct)
    return Stretch(
        practised=sum(practised) / len(practised) if practised else None,
        unseen=sum(unseen) / len(unseen) if len(unseen) >= UNSEEN_LEAST else None,
    )


def plot(points: Sequence[Stretch], *, width: int, height: int) -> Drawing:
    """The points from left to right, 100 % at the top; the newest ones where there are more than columns."""
    shown = points[-(width - _MARGIN) :]
    lines = tuple(_line(shown, row, height) for row in range(height))
    said = "; ".join(_said(point) for point in shown)
    return Drawing(lines, spoken=f"Practised and unseen, in percent right, stretch by stretch: {said}.")


def _line(points: Sequence[Stretch], row: int, height: int) -> tuple[Span, ...]:
    label = {0: "100 % ", height - 1: "  0 % "}.get(row, " " * _MARGIN)
    cells = (_cell(_row(point.practised, height) == row, _row(point.unseen, height) == row) for point in points)
    return (Span(label, Tone.FAINT), *cells)


def _row(share: float | None, height: int) -> int | None:
    return None if share is None else round((1 - share) * (height - 1))


def _cell(practised: bool, unseen: bool) -> Span:
    if unseen:
        return Span(BOTH_SIGN if practised else UNSEEN_SIGN, Tone.ACCENT)
    return Span(PRACTISED_SIGN if practised else " ", Tone.PLAIN)


def _said(point: Stretch) -> str:
    practised, unseen = ("none" if share is None else f"{share:.0%}" for share in (point.practised, point.unseen))
    return f"{practised} and {unseen}"
