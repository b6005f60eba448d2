"""Two runs made by hand that show all that charts can show: one in which the rule came and was opened, and one that is
still on the plateau. No chance and no learner: what a chart makes of them changes with the chart alone."""

from __future__ import annotations

from dataclasses import replace
from math import log

from drillgrok.coaching.claims import ClaimScore
from drillgrok.history.breakdown import Band, Breakdown, Confusions, GridCell, Values
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.figures import (
    BeliefAt,
    Block,
    Day,
    Episode,
    Exposure,
    FinishedRun,
    Hour,
    ItemTally,
    Milestone,
    RunHistory,
    Scored,
    Told,
)
from drillgrok.model.domain import SessionContrast
from drillgrok.model.item import ItemKey
from drillgrok.model.log import MarkKind

LAST, CAME = 2_400, 1_200
"""The last answer, and the one at which the rule came."""
TODAY = 20_500
_SPREAD = 0.3
"""Of log latencies."""

EMPTY = RunHistory(
    number=0,
    volume=0,
    practice_days=0,
    recent_ms=None,
    staircase_ms=None,
    settled=(),
    unseen=(),
    unseen_waiting=0,
    lexemes=(),
    exposures=(),
    exceptions=0,
    exceptions_right=0,
    days=(),
    hours=(),
    sessions=(),
    claims=(),
    episodes=(),
    early=(),
    beliefs=(),
    beliefs_stale=False,
)
"""Of a run without an answer."""


def _timed(right: int, ms: float) -> tuple[int, float, float]:
    """Right answers of about so many milliseconds: how many, their logarithms added up, and the squares of these."""
    return right, right * log(ms), right * (log(ms) ** 2 + _SPREAD**2)


def _settled(last: int) -> Block:
    """Ten answers that come right ever more often and ever faster; the newest block is not full."""
    n = 4 if last == LAST else 10
    right = min(4 + last // 150, n - (last // 60) % 3 // 2)
    return Block(last - 59, last, n, right, n / 12, *_timed(right, 4_000 - 1.2 * last))


def _unseen(last: int) -> Block:
    """Ten first sights: as many right as by guessing, then, from CAME on, most."""
    right = (last // 80) % 3 if last <= CAME else min(4 + (last - CAME) // 80, 9 + (last // 80) % 2)
    return Block(last - 79, last, 10, right, 10 / 12, *_timed(right, 6_500 - 1.5 * last))


def _belief(number: int) -> BeliefAt:
    """Memorising, plateau, shifting, grokked, each for a while; at first none is named."""
    ends = (480, CAME, CAME + 240)
    leading = sum(number > end for end in ends)
    p = [0.05, 0.05, 0.05, 0.05]
    p[leading] = 0.85
    phase = ("memorising", "plateau", "shifting", "grokked")[leading] if number > 240 else "unclear"
    return BeliefAt(number, (p[0], p[1], p[2], p[3]), phase, (0.1, 0.0, 0.2), (0.8, 0.7, 0.9), 0.9)


def _episode(first: int, last: int) -> Episode:
    staircase_ms = None if last < 100 else max(1_400, 8_800 - 4 * last)
    return Episode(first, last, last - last // 50, last // 10, 20 if last > 200 else last // 10, staircase_ms)


def _exposure(first: int, last: int) -> Exposure:
    n = 240 // (1 + first // 3) if first < 16 else 6
    right = round(n * min(0.97, 0.1 + 0.14 * first))
    return Exposure(first, last, n, right, *_timed(right, 4_000 - 150 * min(first, 16)))


def _claim(number: int, verdict: str, measure: str, *, at_least: bool, right: int, score: ClaimScore) -> Scored:
    decided = score is not ClaimScore.OPEN
    followed, n = (300, 30) if decided else (120, 12)
    return Scored(number, verdict, measure, at_least, 0.25, 300, followed, n, right, n / 12, score)


def _tally(number: int) -> ItemTally:
    """Every fifth item is hard, and every fourth slow."""
    n, missed = 6 + number % 5, 3 if number % 5 == 0 else number % 2
    ms = 3_500 if number % 4 == 0 else 1_600
    return ItemTally(ItemKey(f"{number:012x}"), 1 + 7 * number, n + 2, n, n - missed, *_timed(n - missed, ms))


def _breakdown() -> Breakdown:
    names = tuple(str(value) for value in range(6))
    places = tuple(
        GridCell(row, column, 4 + (row + column) % 3, 4 - (row * column) % 5)
        for row in range(6)
        for column in range(6)
        if row + column != 7
    )
    answers = ("left", "middle", "right")
    given = ((40, 6, 2, 2), (5, 38, 9, 1), (1, 3, 44, 0))
    confusions = tuple(
        GridCell(row, column, n, n if row == column else 0)
        for row, counts in enumerate(given)
        for column, n in enumerate(counts)
        if n
    )
    bands = tuple(
        Band(900 + 200 * k, 1_090 + 200 * k, 36 if k < 4 else 6, 33 - 5 * k if k < 4 else 2) for k in range(5)
    )
    return Breakdown(Values(("a", "b"), names, names, places), Confusions(answers, confusions), bands)


def _history() -> RunHistory:
    days = tuple(Day(TODAY - back, 60 + 20 * (back % 4), 30, 26) for back in range(60, -1, -2) if back % 14 != 8)
    hours = tuple(
        Hour(hour, responses, responses // 2, round(responses // 2 * share))
        for hour, responses, share in ((7, 420, 0.7), (12, 36, 0.8), (19, 960, 0.85), (20, 900, 0.97))
    )
    return RunHistory(
        number=LAST,
        volume=sum(day.responses for day in days),
        practice_days=len(days),
        recent_ms=1_480,
        staircase_ms=1_400,
        settled=tuple(map(_settled, range(60, LAST + 1, 60))),
        unseen=tuple(map(_unseen, range(80, LAST + 1, 80))),
        unseen_waiting=4,
        lexemes=(Block(900, 1_300, 10, 6, 5.0, *_timed(6, 2_400)), Block(1_400, 2_300, 10, 9, 5.0, *_timed(9, 2_100))),
        exposures=(*(_exposure(k, k) for k in range(16)), _exposure(16, 31)),
        exceptions=40,
        exceptions_right=31,
        days=days,
        hours=hours,
        sessions=tuple(range(1, LAST, 300)),
        claims=(
            _claim(500, "plateau", "unseen", at_least=False, right=4, score=ClaimScore.HELD),
            _claim(900, "plateau", "unseen", at_least=False, right=17, score=ClaimScore.FAILED),
            _claim(1_300, "shifting", "unseen_quick", at_least=True, right=21, score=ClaimScore.HELD),
            _claim(1_500, "memorised_only", "rephrased", at_least=True, right=24, score=ClaimScore.HELD),
            _claim(2_300, "grokked", "unseen", at_least=True, right=9, score=ClaimScore.OPEN),
        ),
        episodes=tuple(_episode(last - 99, last) for last in range(100, LAST + 1, 100)),
        early=(_episode(1, 25), _episode(26, 50), _episode(51, 100)),
        beliefs=tuple(map(_belief, range(60, LAST + 1, 60))),
        beliefs_stale=False,
    )


PROMPTS = {ItemKey(f"{number:012x}"): f"{number} ∘ {number % 7}" for number in range(40)}


def opened() -> ChartInputs:
    """The rule came at CAME, an exam was failed and one passed, and the seal is open."""
    past = FinishedRun(
        learner="ada",
        deck="quiet-13",
        number=2,
        imported=False,
        history=_history(),
        told=(
            Told(500, "plateau", "The lines are apart."),
            Told(900, "plateau", "The lines are apart."),
            Told(1_300, "shifting", "Something changed."),
            Told(1_500, "grokked", "What you never met comes out right."),
        ),
        milestones=(
            Milestone(1_240, MarkKind.AHA),
            Milestone(1_400, MarkKind.EXAM, right=20, asked=30),
            Milestone(1_900, MarkKind.EXAM, right=28, asked=30, passed=True),
        ),
        seal_open=True,
        items=tuple(map(_tally, range(40))),
    )
    contrasts = tuple(
        SessionContrast(first, first + 299, 0.1 * k - 0.15, 0.1 * k - 0.45, 0.1 * k + 0.15, 40 + k)
        for k, first in enumerate(range(1, LAST, 300))
    )
    return ChartInputs(past, "Quiet", TODAY, PROMPTS.get, contrasts, _breakdown())


def waiting() -> ChartInputs:
    """The same run at CAME: nothing has moved and the seal is closed."""
    whole = opened()
    history = replace(
        whole.past.history,
        number=CAME,
        volume=CAME,
        settled=tuple(block for block in whole.past.history.settled if block.last <= CAME),
        unseen=tuple(block for block in whole.past.history.unseen if block.last <= CAME),
        beliefs=tuple(belief for belief in whole.past.history.beliefs if belief.number <= CAME),
        episodes=tuple(one for one in whole.past.history.episodes if one.last <= CAME),
        sessions=tuple(first for first in whole.past.history.sessions if first <= CAME),
        claims=whole.past.history.claims[:1],
    )
    past = replace(whole.past, learner="ben", history=history, told=whole.past.told[:2], milestones=(), seal_open=False)
    return replace(whole, past=past, breakdown=None)


def empty() -> ChartInputs:
    """No answer yet."""
    return ChartInputs(FinishedRun("ada", "quiet-13", 1, False, EMPTY, (), (), False), "Quiet", TODAY)
