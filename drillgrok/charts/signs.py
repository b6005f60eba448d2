"""What happened in a run as signs on its axis. The one place that words them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drillgrok.charts.chart import Sign, SignKind
from drillgrok.coaching.verdict import OLDER, display_name
from drillgrok.coaching.verdicts import plateau
from drillgrok.history.figures import FinishedRun, Milestone, Told
from drillgrok.model.log import IntakeArm, MarkKind


def happened(past: FinishedRun) -> tuple[Sign, ...]:
    """Exams, ahas, the seal and changes of the verdict, in their order."""
    floods = past.intake is IntakeArm.FLOOD
    changes = _changes(past.told, floods=floods)
    return tuple(sorted((*changes, *map(_milestone, past.milestones)), key=lambda sign: sign.x))


def session_starts(numbers: Iterable[int]) -> tuple[Sign, ...]:
    """Where each session began."""
    return tuple(Sign(number, SignKind.SESSION, "session") for number in numbers)


def _changes(told: Iterable[Told], *, floods: bool) -> Iterator[Sign]:
    """Where another verdict was said; `floods`: at the first plateau new items no longer wait, which is a sign too."""
    before = ""
    for one in told:
        begins = floods and one.kind == plateau.KIND
        floods = floods and not begins
        if one.kind != before or begins:
            flood = ", new items flood in" if begins else ""
            yield Sign(one.number, SignKind.VERDICT, f"{display_name(one.kind)}{_older(one)}{flood}")
        before = one.kind


def _older(one: Told | Milestone) -> str:
    return f", {OLDER}" if one.before_shortcuts else ""


def _milestone(one: Milestone) -> Sign:
    if one.kind is MarkKind.EXAM:
        outcome = "passed" if one.passed else "failed"
        return Sign(one.number, SignKind.EXAM, f"exam {outcome}, {one.right} of {one.asked}{_older(one)}")
    if one.kind is MarkKind.SEAL_BROKEN:
        return Sign(one.number, SignKind.SEAL, "rule read early")
    if one.kind is MarkKind.FINISHED:
        return Sign(one.number, SignKind.EXAM, "finished without an exam")
    return Sign(one.number, SignKind.AHA, "felt it click")
