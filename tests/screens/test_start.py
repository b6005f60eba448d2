"""The first screen: the day's plan, a new learner's doors, a deck that was chosen; keys, clicks and the list of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drillgrok.library.ladder import Door, Rung
from drillgrok.model.log import Goal, Moment, Stamp
from drillgrok.planning.history import ChoiceKind
from drillgrok.planning.plan import DayPlan, LineKind, PlanLine
from drillgrok.screens.backend import DeckCard, Morning, Weekday
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.page import Page, width_of
from drillgrok.screens.start import story, words
from drillgrok.screens.start.choosing_page import list_rows
from drillgrok.screens.start.offers import Start, picking, starting, turned
from drillgrok.screens.start.page import start_page
from drillgrok.screens.start.scene import StartScene
from tests.helpers.pages import plain_text

AT = Stamp(0, Moment(0, 0))
SIZES = [(60, 16), (80, 24), (133, 40)]


def card(deck_id: str, title: str, domain: str, responses: int = 0, place: int = 1, **more: object) -> DeckCard:
    state = str(more.pop("state", "new"))
    rung = Rung(domain, place, 3, 961, "After 40 items a machine gets 9 in 10 of the others right.", place == 1)
    about = f"Something of {title.lower()} goes in, one thing comes out."
    return DeckCard(deck_id, title, about, domain, responses, state, rung=rung, **more)  # type: ignore[arg-type]


CARDS = (
    card("ember", "Ember", "signs", 2431, state="plateau since day 6"),
    card("quill", "Quill", "signs", place=2),
    card("larch", "Lärch plurals", "language", 5000, state="check due"),
    card("tray", "Six coins", "perception"),
    *(card(f"sign-{number}", f"Sign {number}", "signs", place=3) for number in range(30)),
)
DOORS = (
    Door("numbers", "Two numbers go in.", "quill"),
    Door("words", "Words of a language.", "larch"),
    Door("eyes and ears", "Something to look at.", "tray"),
)
LINES = (
    PlanLine("larch", LineKind.CHECK, 20, 2, "Kept 7 days ago (18 of 20): 20 unseen items show what you kept."),
    PlanLine("ember", LineKind.MAIN, 300, 25, "Day 9 on it, 2,431 answers so far, plateau since day 6: 300 today."),
)
WEEK = tuple(
    Weekday(name, count)
    for name, count in zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), (0, 20, 160, 310, 0, 240, 75), strict=True)
)
GOAL = Goal(responses=300)
NEW = Morning(CARDS, GOAL, doors=DOORS)
DAY = Morning(
    CARDS,
    GOAL,
    plan=DayPlan(LINES, waits=(PlanLine("quill", LineKind.CHECK, 20, 2, "It waits until tomorrow: that is enough."),)),
    week=WEEK,
    answers=7431,
    last_word="1,275 answers on the plateau: unseen 3 of 58, blind guessing 2.",
    day=9,
    learner="ada",
)
NAMED = Morning(CARDS, GOAL, named="quill")
EVERY = {"new": NEW, "day": DAY, "named": NAMED, "nothing": replace(DAY, plan=DayPlan())}


@pytest.fixture
def scene() -> Callable[[Morning], StartScene]:
    """The first screen in a terminal of 80 x 24."""

    def at(morning: Morning) -> StartScene:
        made = StartScene(starting(morning))
        made.fit(80, 24, AT)
        return made

    return at


def press(scene: StartScene, *keys: str) -> StartScene:
    """Keys by their names; one letter is itself."""
    for key in keys:
        scene.key(key, key if len(key) == 1 else None, AT)
    return scene


def shown(scene: StartScene) -> str:
    return plain_text(scene.page(80, 24, 0))


def row_of(scene: StartScene, text: str) -> int:
    return next(number for number, line in enumerate(shown(scene).splitlines()) if text in line)


# What is shown.


@pytest.mark.parametrize("name", EVERY)
def test_the_first_screen_at_80x24(name: str, golden: Callable[[str, Page], None]) -> None:
    golden(f"start-{name}-80x24", start_page(starting(EVERY[name]), 80, 24).page)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_first_screen_fills_the_terminal_and_says_what_to_press(name: str, width: int, height: int) -> None:
    page = start_page(starting(EVERY[name]), width, height).page
    assert len(page) == height
    assert max(map(width_of, page)) <= width
    assert "/ " in plain_text(page)
    assert "q quit" in plain_text(page) or width < 80
    assert (words.STARTS in plain_text(page)) == (name != "nothing")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_whoever_is_new_reads_what_this_is_before_anything_begins(width: int, height: int) -> None:
    for morning in (NAMED, NEW):
        page = plain_text(start_page(starting(morning), width, height).page)
        assert all(line in page for line in kit_words.CONTRACT)


def test_a_new_learner_finds_three_doors_and_what_is_behind_the_chosen_one(scene: Callable) -> None:
    page = shown(scene(NEW))
    assert [page.index(door.name) for door in DOORS] == sorted(page.index(door.name) for door in DOORS)
    assert "Something of quill goes in" in page
    assert "sooner than most" in page
    assert "Sign 7" not in page


def test_the_plan_is_shown_with_its_reasons_what_was_done_and_the_coachs_last_word(scene: Callable) -> None:
    page = shown(scene(DAY))
    assert all(line.reason in page for line in LINES)
    for text in ("ada", "7,431 of 10,000", "75 answers", "It waits until tomorrow", "1,275 answers on the plateau"):
        assert text in page


def test_the_coachs_word_is_whole_where_there_is_room() -> None:
    long = " ".join(f"word{n}" for n in range(45))
    page = plain_text(start_page(starting(replace(DAY, last_word=long)), 80, 30).page)
    assert "word44" in page
    assert "word0" in plain_text(start_page(starting(replace(DAY, last_word=long)), 60, 16).page)


def test_each_of_the_seven_days_is_a_cell_whose_shape_says_how_much_it_was(scene: Callable) -> None:
    cells = shown(scene(DAY)).splitlines()[row_of(scene(DAY), "Seven days") + 1].split()
    assert cells == ["··", "▁▁", "▅▅", "██", "··", "██", "▃▃"]


def test_the_story_of_the_first_days_has_an_end_and_two_choices() -> None:
    told = [story.told(day) for day in range(1, story.LAST_DAY + 1)]
    assert story.LAST_DAY == 10
    assert len(set(told)) == 10
    assert {day for day, text in enumerate(told, start=1) if text.startswith("A choice")} == story.CHOICES
    assert (story.told(0), story.told(11)) == ("", "")
    assert all("omorrow" in text for text in told[:-1])


def test_a_hostile_title_reaches_the_page_without_control_characters(scene: Callable) -> None:
    bad = DeckCard("x", "\x1b[31mred\x07", "a\x1b]0;title\x07b", "d\x9bd", 0, "new")
    for morning in (Morning((bad,), GOAL, named="x"), Morning((bad,), GOAL, last_word="\x1b[2J")):
        seen = scene(morning)
        assert not set(shown(seen)) & {"\x1b", "\x07", "\x9b"}
        assert not set(shown(press(seen, "/"))) & {"\x1b", "\x07", "\x9b"}


# Lines, doors and goals.


def test_enter_takes_the_first_line_of_the_plan_unless_another_is_chosen() -> None:
    start = starting(DAY)
    assert (start.offer.card.id, start.offer.goal) == ("larch", Goal(responses=20))
    second = turned(start, "down", None)
    assert (second.offer.card.id, second.offer.goal) == ("ember", Goal(responses=300))
    assert turned(second, "down", None).offer == start.offer


def test_a_number_chooses_its_door() -> None:
    assert turned(starting(NEW), "3", "3").offer.card.id == "tray"
    assert turned(starting(NEW), "4", "4") == starting(NEW)


def test_whoever_counts_in_minutes_is_offered_minutes() -> None:
    start = turned(starting(replace(DAY, goal=Goal(minutes=20.0))), "2", "2")
    assert start.offer.goal == Goal(minutes=25)


@pytest.mark.parametrize(
    ("goal", "key", "char", "then"),
    [
        (Goal(responses=300), "right", None, Goal(responses=350)),
        (Goal(responses=300), "minus", "-", Goal(responses=250)),
        (Goal(responses=20), "left", None, Goal(responses=50)),
        (Goal(minutes=20), "plus", "+", Goal(minutes=25)),
        (Goal(minutes=5), "left", None, Goal(minutes=5)),
    ],
)
def test_the_goal_goes_up_and_down_and_never_to_nothing(goal: Goal, key: str, char: str | None, then: Goal) -> None:
    start = turned(starting(replace(NAMED, goal=goal)), key, char)
    assert start.offer.goal == then


def test_a_changed_goal_stays_with_its_line() -> None:
    start = turned(turned(turned(starting(DAY), "right", None), "down", None), "up", None)
    assert start.offer.goal == Goal(responses=70)


def test_where_nothing_is_planned_enter_starts_nothing(scene: Callable) -> None:
    seen = press(scene(EVERY["nothing"]), "enter")
    assert not seen.start.opening
    assert "Nothing is planned" in shown(seen)


def test_trouble_with_a_deck_is_said_in_place_of_enter_until_another_is_chosen(scene: Callable) -> None:
    seen = scene(DAY)
    seen.refused("This deck is damaged. Install it again.")
    assert "This deck is damaged." in shown(seen)
    assert words.STARTS not in shown(seen)
    assert "Enter starts" not in shown(seen)
    assert "Enter tries again" in shown(seen)
    assert words.STARTS in shown(press(seen, "down"))


# What is said of a deck.


@pytest.mark.parametrize(("key", "kind"), [("s", ChoiceKind.SKIPPED), ("a", ChoiceKind.SET_ASIDE)])
def test_a_line_can_be_put_off_and_its_deck_set_aside(scene: Callable, key: str, kind: ChoiceKind) -> None:
    seen = press(scene(DAY), key)
    assert seen.says == ("larch", kind)
    press(seen, "enter", "q", "/")
    assert (seen.start.opening, seen.left, seen.list) == (False, False, None), "it is kept first"
    seen.kept(replace(DAY, plan=DayPlan(LINES[1:])))
    assert seen.says is None
    assert seen.start.offer.card.id == "ember"


def test_a_deck_that_was_chosen_becomes_the_one_to_go_on_with_and_the_plan_comes_back(scene: Callable) -> None:
    seen = press(scene(NAMED), "m")
    assert seen.says is not None
    assert seen.says[1] is ChoiceKind.MAIN
    seen.kept(DAY)
    assert (seen.says, seen.start.picked) == (None, "")
    assert press(scene(DAY), "m").says is None, "a line of the plan needs no such word"


def test_a_deck_that_was_set_aside_is_taken_up_by_the_same_key(scene: Callable) -> None:
    aside = replace(CARDS[0], is_set_aside=True, state="set aside")
    assert press(scene(Morning((aside,), GOAL, named="ember")), "a").says == ("ember", ChoiceKind.TAKEN_UP)


def test_the_key_that_set_a_deck_aside_takes_it_up_again_and_not_the_one_in_its_place(scene: Callable) -> None:
    seen = press(scene(DAY), "a")
    assert seen.says is not None
    first, kind = seen.says
    assert kind is ChoiceKind.SET_ASIDE
    seen.says = None  # it is kept, and the day planned anew
    assert press(seen, "a").says == (first, ChoiceKind.TAKEN_UP)
    seen.says = None
    assert press(seen, "a").says == (first, ChoiceKind.SET_ASIDE)
    seen.says = None
    assert press(press(seen, "down"), "a").says != (first, ChoiceKind.TAKEN_UP)


@pytest.mark.parametrize(
    ("morning", "key", "title"), [(DAY, "s", "Lärch plurals"), (DAY, "a", "Lärch plurals"), (NAMED, "m", "Quill")]
)
def test_what_was_said_of_a_deck_is_answered_in_the_free_row_at_the_top_until_the_next_key(
    scene: Callable, morning: Morning, key: str, title: str
) -> None:
    seen = press(scene(morning), key)
    _, kind = seen.says
    before = shown(press(scene(DAY), "down", "up")).splitlines()
    seen.kept(DAY)
    first, *others = shown(seen).splitlines()
    assert first.strip() == words.said_of(kind, title)
    assert others == before[1:]
    assert title not in shown(press(seen, "?")).splitlines()[0]


def test_a_deck_that_is_taken_up_again_is_named_too(scene: Callable) -> None:
    seen = press(scene(DAY), "a")
    seen.kept(replace(DAY, plan=DayPlan(LINES[1:])))
    press(seen, "a").kept(DAY)
    assert shown(seen).splitlines()[0].strip() == words.said_of(ChoiceKind.TAKEN_UP, "Lärch plurals")


@pytest.mark.parametrize(("morning", "key"), [(NEW, "a"), (NEW, "s"), (NAMED, "a"), (NAMED, "s")])
def test_nothing_is_said_of_a_deck_that_was_never_begun(scene: Callable, morning: Morning, key: str) -> None:
    assert press(scene(morning), key).says is None


# Choosing among all.


def test_what_is_typed_narrows_the_list_down_whatever_the_capitals_and_marks(scene: Callable) -> None:
    seen = press(scene(DAY), "/", *"larch PLU")
    assert [one.id for one in seen.list.choosing.found] == ["larch"]
    assert "1 of 34 decks" in shown(seen)
    press(seen, *["backspace"] * 9)
    assert len(seen.list.choosing.found) == len(CARDS)
    assert seen.list.choosing.card.id == "larch"


@pytest.mark.parametrize(("typed", "found"), [("plateau", "ember"), ("perception", "tray"), ("start here", "tray")])
def test_decks_are_found_by_their_state_and_domain_too(scene: Callable, typed: str, found: str) -> None:
    seen = press(scene(DAY), "/", *typed)
    assert [one.id for one in seen.list.choosing.found] == [found]


def test_a_list_without_a_match_says_so_and_enter_takes_nothing(scene: Callable) -> None:
    seen = press(scene(DAY), "/", *"zzz", "enter")
    assert words.NONE_FOUND in shown(seen)
    assert seen.list is not None
    assert len(press(seen, "escape").list.choosing.found) == len(CARDS)
    assert press(seen, "escape").list is None


def test_keys_go_through_the_whole_list_by_one_by_a_screenful_and_to_its_ends(scene: Callable) -> None:
    seen = press(scene(DAY), "/", "home")
    last = len(CARDS) - 1
    keys = ("down", "pagedown", "end", "down", "pageup", "home", "up")
    places = [press(seen, key).list.choosing.at for key in keys]
    page = list_rows(seen.list.choosing, 80, 24)
    assert places == [1, 1 + page, last, last, last - page, 0, 0]


def test_every_deck_can_be_seen_on_the_list_with_all_that_is_told_of_it(scene: Callable) -> None:
    seen = press(scene(DAY), "/", "home")
    for one in CARDS:
        line = shown(seen).splitlines()[row_of(seen, "▸")]
        state = words.START_HERE if one.starts_here else one.state
        for told in (one.title, state, "961", f"{one.domain} {one.rung.place}/3"):
            assert told in line
        press(seen, "down")


SISTERS = (
    card("gale", "Four fingers in the northern gale", "movement"),
    card("gale-in-time", "Four fingers in the northern gale, in time", "movement", place=2),
    card("gale-later", "Four fingers in the northern gale, later", "movement", 900, 3, state="plateau since day 12"),
)


def test_long_titles_have_the_room_that_their_states_leave(scene: Callable) -> None:
    page = shown(press(scene(Morning(SISTERS[:2], GOAL)), "/"))
    assert all(one.title in page for one in SISTERS[:2])
    beside_a_long_state = shown(press(scene(Morning(SISTERS, GOAL)), "/"))
    assert SISTERS[0].title in beside_a_long_state
    assert all(standing in beside_a_long_state for standing in ("start here", "new", "plateau since day 12"))


WORDY = replace(
    CARDS[1],
    id="wordy",
    title="Wordy",
    about=" ".join(["Five sentences say what goes in and what comes out, one after another."] * 3),
)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_a_deck_says_of_itself_stands_whole_below_the_list_or_says_that_it_goes_on(
    scene: Callable, width: int, height: int
) -> None:
    seen = scene(Morning((*CARDS, WORDY), GOAL, named="wordy"))
    seen.fit(width, height, AT)
    page = plain_text(press(seen, "/").page(width, height, 0))
    told = " ".join(f"{WORDY.about} {words.place(WORDY.rung)}".split())
    is_whole = told in " ".join(page.split())
    assert is_whole or (height < 20 and "…" in page)
    narrowed = " ".join(plain_text(press(seen, *"wordy").page(width, height, 0)).split())
    assert told in narrowed, "few decks leave room"


def test_the_list_is_as_long_whichever_deck_is_chosen(scene: Callable) -> None:
    seen = press(scene(Morning((*CARDS, WORDY), GOAL, named="wordy")), "/")
    rows = {list_rows(seen.list.choosing, 80, 24)}
    for key in ("home", "down", "end"):
        rows.add(list_rows(press(seen, key).list.choosing, 80, 24))
    assert len(rows) == 1


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_list_fills_the_terminal_and_no_more(scene: Callable, width: int, height: int) -> None:
    seen = press(scene(DAY), "/")
    seen.fit(width, height, AT)
    page = seen.page(width, height, 0)
    assert len(page) == height
    assert max(map(width_of, page)) <= width
    assert "▸ Lärch" in plain_text(page)


def test_the_list_at_80x24(scene: Callable, golden: Callable[[str, Page], None]) -> None:
    golden("start-list-80x24", press(scene(DAY), "/").page(80, 24, 0))


def test_a_deck_from_the_list_stands_alone_until_esc_goes_back_to_the_plan(scene: Callable) -> None:
    seen = press(scene(DAY), "/", *"quill", "enter")
    assert seen.list is None
    assert seen.start.offer.card.id == "quill"
    assert seen.untold == "quill"
    assert "Something of quill goes in" in shown(seen)
    press(seen, "escape")
    assert seen.start == starting(DAY)


def test_letters_are_letters_on_the_list_and_commands_elsewhere(scene: Callable) -> None:
    seen = press(scene(DAY), "/", "q", "s", "a", "?")
    assert seen.list.choosing.typed == "qsa?"
    assert not seen.left
    assert seen.says is None
    assert press(scene(DAY), "q").left


def test_pasted_text_is_looked_for(scene: Callable) -> None:
    seen = press(scene(DAY), "/")
    seen.pasted("six coins")
    assert [one.id for one in seen.list.choosing.found] == ["tray"]


# The mouse.


def test_a_click_chooses_a_line_and_another_one_starts_it(scene: Callable) -> None:
    seen = scene(DAY)
    assert seen.takes_clicks
    row = row_of(seen, "Ember")
    seen.click(5, row, AT)
    assert seen.start.offer.card.id == "ember"
    assert not seen.start.opening
    seen.click(5, row, AT)
    assert seen.start.opening


def test_while_a_deck_opens_q_leaves_and_no_other_key_is_heard(scene: Callable) -> None:
    seen = press(scene(DAY), "enter")
    assert seen.start.opening
    seen = press(seen, "/", "escape", "d")
    assert (seen.start.opening, seen.left, seen.list) == (True, False, None)
    assert press(seen, "q").left


def test_a_click_on_the_button_starts(scene: Callable) -> None:
    for morning in (NEW, DAY, NAMED):
        seen = scene(morning)
        seen.click(40, row_of(seen, words.STARTS), AT)
        assert seen.start.opening


def test_a_click_on_the_list_chooses_and_another_takes(scene: Callable) -> None:
    seen = press(scene(DAY), "/")
    seen.click(10, row_of(seen, "Six coins"), AT)
    assert seen.list.choosing.card.id == "tray"
    seen.click(10, row_of(seen, "Six coins"), AT)
    assert seen.start.offer.card.id == "tray"


def test_a_click_beside_everything_does_nothing(scene: Callable) -> None:
    seen = scene(DAY)
    before = seen.start
    for row in (0, 2, 23):
        seen.click(1, row, AT)
    assert seen.start == before


def test_picking_keeps_what_was_changed_and_forgets_the_trouble() -> None:
    start = replace(turned(starting(DAY), "right", None), trouble="Damaged.")
    back = picking(picking(start, "quill"), "")
    assert isinstance(back, Start)
    assert (back.offer.goal, back.trouble) == (Goal(responses=70), "")
