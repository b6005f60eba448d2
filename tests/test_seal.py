"""Nothing that a learner can see of a deck by its id tells the rule, and nothing shows how a probe went."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from drillgrok.bundled import bundled
from drillgrok.cli.app import app
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.history.gathering import Gathering, history
from drillgrok.items.symbols import symbols_for
from drillgrok.library.ladder import rungs
from drillgrok.library.pack import seal
from drillgrok.model.deck import Deck
from drillgrok.model.drawing import Sound
from drillgrok.model.log import Goal, Moment, Role, Stamp
from drillgrok.places import database, deck_index
from drillgrok.practice.events import Commit, Key, Painted
from drillgrok.practice.exam import ExamStage, begin_exam
from drillgrok.practice.exam import step as exam_step
from drillgrok.practice.questions import ExamQuestion, Paper
from drillgrok.practice.state import Run, Stage
from drillgrok.practice.summary import summarize
from drillgrok.screens.backend import DeckCard, Morning
from drillgrok.screens.drill import words as drill_words
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.drill.pauses import break_page, pause_page
from drillgrok.screens.drill.summary import summary_page
from drillgrok.screens.exam import words as exam_words
from drillgrok.screens.exam.page import exam_pause_page, failed_page, question_page, ready_page
from drillgrok.screens.kit import sound
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.help import help_page, note_page
from drillgrok.screens.start import words as start_words
from drillgrok.screens.start.choosing import choosing_from
from drillgrok.screens.start.choosing_page import choosing_page
from drillgrok.screens.start.offers import starting
from drillgrok.screens.start.page import start_page
from tests.helpers.pages import plain_text

ROOT = Path(__file__).parents[1]
SOURCES = {path.stem: path for path in sorted(bundled("decks").glob("*/*.yaml"))}
SCREEN = (80, 24)
OWN_WORDS = re.compile(r"undo the last answer|\bu undo\b|\bundone\b")
"""Where the program speaks of its own key and flag, whatever the deck."""
RULE_RUN = 5
"""So many words of a rule in a row are a quotation."""


@cache
def deck_of(deck_id: str) -> Deck:
    return read_deck(load_source(SOURCES[deck_id]))


@cache
def telling(deck_id: str) -> tuple[re.Pattern[str], ...]:
    """What must not be read anywhere: the deck's forbidden words, its expressions, and its rule in its own words."""
    deck = deck_of(deck_id)
    forbidden = [rf"\b{re.escape(word)}" for word in deck.never_say]
    source = SOURCES[deck_id].read_text(encoding="utf-8")
    expressions = re.findall(r"^  (?:  )?(?:answer|group|apart|let|where|domain|other): (.+)$", source, re.MULTILINE)
    forbidden += [re.escape(text.strip()) for text in expressions if not re.fullmatch(r"\w*", text.strip())]
    rule = deck.rule.split()
    forbidden += [r"\s+".join(map(re.escape, rule[k : k + RULE_RUN])) for k in range(len(rule) - RULE_RUN + 1)]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in forbidden)


def told(deck_id: str, text: str) -> list[str]:
    """Every telling place in a text."""
    text = OWN_WORDS.sub("", text)
    return [found.group() for pattern in telling(deck_id) if (found := pattern.search(text))]


def strings(data: bytes) -> str:
    """What a look into a binary file shows."""
    return "\n".join(run.decode("ascii") for run in re.findall(rb"[\x20-\x7e]{4,}", data))


def said(*arguments: str, typed: str = "") -> str:
    """All that a command says, out and err, whatever its exit code."""
    result = CliRunner().invoke(app, list(arguments), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output.replace(str(database().parent), "HOME")  # whose folder that is, no deck can know


def answers(deck: Deck, count: int) -> str:
    """A line for each of so many prompts, all alike; one is "don't know"."""
    field = deck.items.field(symbols_for(deck.symbol_kind, deck.symbol_count, seed=3))
    usual = min(field.closed) if field.closed else "1"
    return ":?\n\n" + f"{usual}\n" * (count - 1)


@pytest.fixture
def all_is_heard_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with a loudspeaker, and lines that wait for no sound."""
    monkeypatch.setattr(sound, "has_loudspeaker", lambda: True)
    monkeypatch.setattr(Sound, "heard_ms", 0)


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner whose name tells nothing: the machine's own user may be called by a word of some rule."""
    monkeypatch.setenv("LOGNAME", "somebody")


pytestmark = pytest.mark.usefixtures("home", "somebody", "all_is_heard_at_once")
every_deck = pytest.mark.parametrize("deck_id", SOURCES)


# What is said and stored.


@every_deck
def test_no_command_tells_a_rule_by_deck_id(deck_id: str, home: Path) -> None:
    typed = answers(deck_of(deck_id), 30)
    heard = ("--sound",) if deck_id.endswith("-by-ear") else ()
    shown = {
        "practice": said("practice", deck_id, *heard, "--seed", "3", typed=typed),
        "practice again": said("practice", deck_id, *heard, "--seed", "4"),
        "a near miss of the id": said("practice", f"{deck_id}x"),
        "deck check": said("deck", "check", deck_id),
        "rule": said("rule", deck_id),
        "rule --break-seal": said("rule", deck_id, "--break-seal", typed=f"{deck_id}\n"),
        "exam": said("exam", deck_id, *heard),
        "deck list": said("deck", "list"),
        "stats": said("stats"),
        "stats of the deck": said("stats", deck_id),
        "stats --plain": said("stats", deck_id, "--plain"),
        "stats --json": said("stats", deck_id, "--json"),
        "stats --csv": said("stats", deck_id, "--csv"),
        "data export": said("data", "export"),
        "replay": said("replay", exported(home)),
        "replay --json": said("replay", exported(home), "--json", "--every", "10"),
        "data where": said("data", "where"),
        "data doctor": said("data", "doctor"),
        "data backup": said("data", "backup"),
    }
    assert shown["practice"].count("\n") > 60
    assert "A seed is fixed" in shown["practice again"]
    assert "asks for a typed confirmation" in shown["rule --break-seal"]
    assert "The exam opens after" in shown["exam"] or "This deck has no exam" in shown["exam"]
    assert stored_words() != []
    assert [words for words in stored_words() if told(deck_id, words)] == []
    assert {name: found for name, text in shown.items() if (found := told(deck_id, text))} == {}
    assert told(deck_id, strings(database().read_bytes())) == []
    assert told(deck_id, deck_index().read_text(encoding="utf-8")) == []


def exported(home: Path) -> str:
    """The response log as a file."""
    log = home / "log.csv"
    if not log.exists():
        said("data", "export", str(log))
    return str(log)


def stored_words() -> list[str]:
    """What the coach said, as the database keeps it: words and records."""
    with closing(sqlite3.connect(database())) as connection:
        return [text for row in connection.execute("select words, record from verdict") for text in row]


@every_deck
def test_no_sentence_that_the_program_holds_ready_tells_a_rule(deck_id: str) -> None:
    assert {name: found for name, text in sentences().items() if (found := told(deck_id, text))} == {}


@cache
def sentences() -> dict[str, str]:
    """Every text in the code of the rooms that speak to learners, by file: prose, not the names that code calls."""
    rooms = ("cli", "coaching", "screens", "charts", "commands", "console", "runs")
    files = [path for room in rooms for path in sorted((ROOT / "drillgrok" / room).rglob("*.py"))]
    assert {"words.py", "aha.py", "demo.py", "rule.py"} <= {path.name for path in files}
    return {str(path.relative_to(ROOT)): "\n".join(literals(path)) for path in files}


def literals(path: Path) -> Iterator[str]:
    """The strings of a module that have a space in them; docstrings are for those who read code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from (node.value,) if " " in node.value else ()


@every_deck
def test_no_page_of_an_exam_tells_a_rule_before_it_is_passed(deck_id: str, hand_for: Callable[..., Any]) -> None:
    pages = list(exam_pages(deck_of(deck_id), hand_for))
    assert len(pages) > 8, f"the exam of {deck_id} shows {len(pages)} pages only: it needs more groups held out"
    assert sorted({found for page in pages for found in told(deck_id, page)}) == []


def exam_pages(deck: Deck, hand_for: Callable[..., Any]) -> Iterator[str]:
    """An exam of six items, each in every wording it has, from its first page through a pause to a fail."""
    run = hand_for(deck).session.run
    wordings = [None, *range(deck.rephrasings)]
    asked = [ExamQuestion(int(index), wording) for index in run.split.probes[:6] for wording in wordings]
    paper = Paper(tuple(question for question in asked if can_be_asked(run, question)), to_pass=len(asked))
    ns = 0
    exam = begin_exam(run, (), paper, copy_ms=900, by_lines=False, at=stamp_at(ns))
    yield plain_text(ready_page(exam, 1, *SCREEN))
    for key in ("enter", *("enter",) * (len(paper.questions) - 1), "escape"):
        ns += 1_000_000_000
        exam, _ = exam_step(exam, Key(key, None, stamp_at(ns)))
        exam, _ = exam_step(exam, Painted(stamp_at(ns)))
        if exam.stage is ExamStage.ASKING:
            yield plain_text(question_page(exam, now_ns=ns, width=SCREEN[0], height=SCREEN[1]))
    assert exam.stage is ExamStage.PAUSED
    yield plain_text(exam_pause_page(exam, *SCREEN))
    yield plain_text(failed_page(exam, 1, *SCREEN))


def stamp_at(ns: int) -> Stamp:
    return Stamp(ns, Moment(1_767_254_400_000 + ns // 1_000_000, 60))


def can_be_asked(run: Run, question: ExamQuestion) -> bool:
    """Whether the item has that wording."""
    items, wording = run.deck.items, question.rewording
    return wording is None or items.rephrased(question.index, wording, run.symbols, Random(0)) is not None


@every_deck
def test_no_screen_tells_a_rule(deck_id: str, hand_for: Callable[..., Any]) -> None:
    pages = list(every_page(deck_of(deck_id), hand_for))
    assert len(pages) > 60
    assert sorted({found for page in pages for found in told(deck_id, page)}) == []


def every_page(deck: Deck, hand_for: Callable[..., Any]) -> Iterator[str]:
    """The first screen, the warm-up, thirty prompts and their corrections, and all that can be laid over them."""
    head = deck.head
    card = DeckCard(head.id, head.title, head.about, head.domain, responses=0, state="new", rung=rungs().get(head.id))
    yield plain_text(start_page(starting(Morning((card,), Goal(responses=300), named=head.id)), *SCREEN).page)
    yield plain_text(choosing_page(choosing_from([card], head.id), *SCREEN).page)
    yield plain_text(help_page(*SCREEN))
    yield plain_text(note_page("", *SCREEN))
    yield page_of(hand_for(deck, copy_ms=None))
    hand = hand_for(deck, goal=Goal(responses=30))
    while hand.session.stage is not Stage.FINISHED:
        hand.look()
        yield page_of(hand)
        hand.answer("")
        yield page_of(hand)
        hand.move_on()
    yield plain_text(pause_page(hand.session, *SCREEN))
    yield plain_text(break_page(hand.session, *SCREEN))
    yield plain_text(summary_page(hand.session, summarize(hand.session), history(Gathering()), *SCREEN))


def page_of(hand: Any) -> str:
    """What stands on the screen now."""
    if hand.session.stage is Stage.FINISHED:
        return plain_text(summary_page(hand.session, summarize(hand.session), history(Gathering()), *SCREEN))
    return plain_text(drill_page(hand.session, now_ns=hand.mono_ms * 1_000_000, width=SCREEN[0], height=SCREEN[1]))


@every_deck
def test_no_pack_shows_more_than_neutral_facts(deck_id: str) -> None:
    source, head = load_source(SOURCES[deck_id]), deck_of(deck_id).head
    assert told(deck_id, strings(seal(source, head))) == []
    assert told(deck_id, f"{SOURCES[deck_id].parent.name}/{deck_id}.drill") == []


@every_deck
def test_no_help_and_no_text_for_learners_tells_a_rule(deck_id: str) -> None:
    rooms = drill_words, exam_words, kit_words, start_words
    sayings = [value for words in rooms for name, value in vars(words).items() if name.isupper()]
    shown = [*every_help(), repr(sayings)]
    shown += [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGELOG.md")]
    shown += [
        (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("response-log.md", "phases.md", "coach.md")
    ]
    assert [found for text in shown for found in told(deck_id, text)] == []


@cache
def every_help() -> tuple[str, ...]:
    return tuple(said(*words, "--help") for words in every_command(get_command(app)))


def every_command(command: Any, *called: str) -> Iterator[tuple[str, ...]]:
    """The words that call each command and each group of commands."""
    yield called
    for word, inner in getattr(command, "commands", {}).items():
        yield from every_command(inner, *called, word)


@every_deck
def test_what_tutors_read_about_deck_files_names_no_bundled_deck(deck_id: str) -> None:
    text = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
    deck = deck_of(deck_id)
    assert not re.search(rf"\b({re.escape(deck.id)}|{re.escape(deck.head.family)})\b", text, re.IGNORECASE)
    assert deck.head.title not in text


def test_an_authors_path_shows_what_the_id_hides() -> None:
    path = str(SOURCES["lantern-31"])
    assert "->" in said("deck", "check", path)
    assert "->" not in said("deck", "check", "lantern-31")


OWN_DECK = """
deck: quiet-7
title: Quiet
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (5 * a + b) % 13
never_say: [fivefold]
rule: Five times the first, fivefold.
"""


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("answer: (5 * a + b) % 13", "answer: (5 * a + b % 13"),
        ("answer: (5 * a + b) % 13", "answer: (5 * a + fivefold) % 13"),
        ("rule: Five times the first, fivefold.", "rule: Five times: the first, fivefold."),
        ("table: {a: 0..12, b: 0..12}", "table: {a: 12..0, b: 0..12}"),
        ("title: Quiet", "title: ''"),
    ],
)
def test_what_is_wrong_with_a_sealed_deck_is_said_without_quoting_it(home: Path, whole: str, broken: str) -> None:
    own = home / "decks" / "quiet-7.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_DECK, encoding="utf-8")
    said("practice", "quiet-7", "--seed", "1", typed="1\n" * 5)
    own.write_text(OWN_DECK.replace(whole, broken), encoding="utf-8")
    shown = [said("deck", "list"), said("deck", "check", "quiet-7"), said("practice", "quiet-7"), said("stats")]
    assert not [text for text in shown if re.search(r"fivefold|Five times|5 \* a|% 13", text)]


# Probes.


def at_a_probe(deck: Deck, hand_for: Callable[..., Any], *, by_lines: bool = False) -> Any:
    """A sitting in which a probe stands on the screen, after some answers of both kinds."""
    hand = hand_for(deck, seed=5, by_lines=by_lines)
    for answered in range(600):
        hand.move_on()
        if hand.session.showing.role is Role.PROBE and answered > 20:
            return hand
        hand.answer_right() if answered % 3 else hand.answer("")
    raise AssertionError("no probe in 600 answers")


PROBED = ("lantern-31", "lantern-31-letters", "card-number", "long-years", "counterfeit-coins")
probed = pytest.mark.parametrize("deck_id", PROBED)


@probed
def test_before_it_is_answered_a_probe_looks_like_any_item(deck_id: str, hand_for: Callable[..., Any]) -> None:
    hand = at_a_probe(deck_of(deck_id), hand_for)
    hand.look()
    as_probe = [page_of(hand)]
    probe = hand.session
    hand.session = replace(probe, showing=replace(probe.showing, role=Role.PRACTISED))
    as_practised = [page_of(hand)]
    hand.mono_ms += 700
    as_practised.append(page_of(hand))
    hand.session = probe
    as_probe.append(page_of(hand))
    assert as_probe == as_practised


@probed
def test_a_probe_has_the_time_of_any_item_that_is_new(deck_id: str, hand_for: Callable[..., Any]) -> None:
    hand = at_a_probe(deck_of(deck_id), hand_for)
    new = [r for r in hand.stored if r.first_seen and r.role is Role.PRACTISED]
    assert {r.deadline_ms for r in new} == {hand.session.showing.deadline_ms}
    assert {r.clock for r in new} == {hand.session.showing.clock}


def a_wrong_answer(hand: Any) -> str:
    """Something that can be typed and is not right for the item on the screen."""
    item, field = hand.session.showing.item, hand.session.run.field
    return min((field.closed or {"0", "1"}) - (item.accepts | choice_keys(item, field)))


def choice_keys(item: Any, field: Any) -> set[str]:
    """The keys of right choices."""
    return {str(place) for place, choice in enumerate(item.choices or field.choices, 1) if choice in item.accepts}


def right_line(hand: Any) -> str:
    """The right answer as it is typed: a choice by its number."""
    item, field = hand.session.showing.item, hand.session.run.field
    return min(choice_keys(item, field)) if item.choices or field.choices else item.right


@probed
@pytest.mark.parametrize("by_lines", [False, True])
def test_nothing_after_a_probe_depends_on_whether_it_was_right(
    deck_id: str, hand_for: Callable[..., Any], by_lines: bool
) -> None:
    hand = at_a_probe(deck_of(deck_id), hand_for, by_lines=by_lines)
    before, mono_ms = hand.session, hand.mono_ms
    seen = []
    for line in (right_line(hand), a_wrong_answer(hand), ""):
        hand.session, hand.mono_ms = before, mono_ms
        hand.send(Painted(hand.stamp()))
        hand.wait(900)
        effects = hand.say(line)
        hand.look()
        seen.append((page_of(hand), hand.session.stage, hand.session.notice, hand.session.correction, len(effects)))
        seen[-1] += (replace(hand.session.showing, painted_ns=None),)
    responses = [effect.response.correct for effect in hand.effects[-3:] if isinstance(effect, Commit)]
    assert responses == [True, False, False]
    assert seen[0] == seen[1] == seen[2]


@probed
def test_a_missed_probe_gives_no_second_look_at_itself(deck_id: str, hand_for: Callable[..., Any]) -> None:
    hand = at_a_probe(deck_of(deck_id), hand_for)
    probe = hand.session.showing.item
    hand.answer("")
    assert hand.stored[-1].role is Role.PROBE
    assert hand.session.correction is None
    weak = summarize(hand.session).weak
    assert all(hand.session.run.item(w.index).key != probe.key for w in weak)


def test_the_unseen_appear_in_totals_of_ten_or_more_only() -> None:
    said("practice", "card-number", "--seed", "3", typed="1\n" * 9)
    for form in ((), ("--plain",), ("--json",), ("--csv",)):
        shown = said("stats", "card-number", *form)
        assert not re.search(r"unseen_right\": \d|\d+ of 9 right|\d of 9\b", shown), shown
    assert "not enough yet" in said("practice", "card-number", typed="")
