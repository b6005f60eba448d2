"""What `stats` is made of agrees with the log read row by row."""

from random import Random
from statistics import median_low

import pytest

from drillgrok.days import day_start_utc_ms, local_day
from drillgrok.model import Clock, Flag, Mark, MarkKind, Moment, Outcome, Role
from drillgrok.store.figures import Tally, run_figures
from drillgrok.store.journal import read_responses

DAY_MS = 86_400_000


def practise(desk, response, seed: int) -> None:
    """Three hundred responses over some days, of every kind."""
    random = Random(seed)
    journal, start = desk.journal, desk.run.started.utc_ms
    for seq in range(1, 301):
        if random.random() < 0.03:
            start += random.randrange(3 * DAY_MS)
            journal = desk.sit_down(Moment(start, 60))
        outcome = random.choice([*Outcome, Outcome.ANSWERED, Outcome.ANSWERED])
        seen = random.choice([0, 0, 3, 6, 9])
        one = response(
            seq,
            at=Moment(start + 4000 * seq, 60),
            role=random.choice(list(Role)),
            seen=seen,
            shown=seen + random.choice([0, 0, 1]),
            chance=random.choice([0.25, 0.5]),
            presentation=random.choice(["plain", "plain", "r1"]),
            outcome=outcome,
            correct=None if outcome is Outcome.VOID else random.random() < 0.6,
            rt_ms=None if outcome is Outcome.TIMED_OUT else random.randrange(200, 5000),
            deadline_ms=random.randrange(2000, 9000),
            clock=random.choice(list(Clock)),
            flags=frozenset(random.sample(list(Flag), random.choice([0, 0, 0, 1, 2]))),
        )
        journal.append(one)
        if random.random() < 0.1:
            journal.mark(Mark(random.choice(list(MarkKind)), one.at, (seq,)))


def tally(rows) -> Tally:
    rows = list(rows)
    mean = sum(row.chance for row in rows) / len(rows) if rows else None
    return Tally(sum(row.correct for row in rows), len(rows), pytest.approx(mean) if rows else None)


@pytest.mark.parametrize("seed", range(4))
def test_figures_count_exactly_what_is_evidence(desk, response, seed):
    practise(desk, response, seed)
    log = read_responses(desk.engine, desk.run.id)
    evidence = [row for row in log if row.is_evidence]
    calm = [row for row in evidence if row.clock is Clock.CALM and row.presentation == "plain"]
    (figures,) = run_figures(desk.engine)
    assert figures.run == desk.run
    assert figures.responses == len(evidence)
    assert figures.days == len({local_day(row.at.utc_ms, row.at.offset_min) for row in log})
    assert figures.practised == tally(row for row in calm if row.role is Role.PRACTISED and row.seen >= 6)
    first_seen = [row for row in calm if row.first_seen]
    assert figures.first_seen == tally(first_seen[: len(first_seen) // 10 * 10])
    assert figures.median_ms == median_low(row.rt_ms for row in evidence if row.correct and row.rt_ms is not None)
    assert figures.deadline_ms == [row.deadline_ms for row in evidence if row.clock is Clock.STAIRCASE][-1]


def test_a_run_without_responses_has_empty_figures(desk):
    (figures,) = run_figures(desk.engine)
    assert (figures.responses, figures.days) == (0, 0)
    assert figures.practised == figures.first_seen == Tally(0, 0, None)
    assert figures.median_ms is figures.deadline_ms is None


def test_speed_is_that_of_the_last_300_right_answers(desk, response):
    for seq in range(1, 401):
        desk.journal.append(response(seq, rt_ms=9000 if seq <= 100 else 1000))
    assert run_figures(desk.engine)[0].median_ms == 1000


def test_figures_are_given_for_each_run_of_the_chosen_learner_and_deck(store, desk_at):
    for name, deck in (("ada", "coins"), ("ada", "coins"), ("ada", "lantern-31"), ("bo", "coins")):
        desk_at(store, name, deck)
    chosen = run_figures(store, learner="ada", deck_id="coins")
    assert [(one.run.learner.name, one.run.deck_id, one.run.number) for one in chosen] == [
        ("ada", "coins", 1),
        ("ada", "coins", 2),
    ]
    assert len(run_figures(store)) == 4


@pytest.mark.parametrize("offset_min", [-570, 0, 345, 840])
def test_a_day_ends_at_four_in_the_morning_on_the_learners_clock(offset_min):
    four = 20_000 * DAY_MS + 4 * 3_600_000 - offset_min * 60_000
    assert local_day(four, offset_min) == local_day(four - 1, offset_min) + 1
    assert day_start_utc_ms(four, offset_min) == four
    assert day_start_utc_ms(four - 1, offset_min) == four - DAY_MS
