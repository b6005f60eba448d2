"""Every ending of the drills, all of them, against a table that is solved backwards and knows no rule."""

from __future__ import annotations

from collections import Counter

import chess
import pytest

from drillgrok.domains import domain_items
from drillgrok.domains.chess.endings import DRILLS, AskedEnding, board_of
from drillgrok.model.domain import DomainItems, DomainOptions
from oracles.chess.pawn_endings import solved

WINS = (124_960, 97_604)
"""Of White, in the whole ending, with White and with Black to move: twice the 111,282 of published tables, which hold
the pawn on half of the files."""


def made(drill: str, **values: str) -> DomainItems:
    return domain_items(DomainOptions("chess", {"drill": drill, **values}))


def true_of(drill: str, one: AskedEnding) -> bool:
    pawn, king, other, mover = one.place
    first, second = (bool(table[pawn, king, other]) for table in solved())
    return (first and second) if drill == "foothold" else first if mover else second


def test_the_table_has_as_many_wins_as_published_ones() -> None:
    white, black = solved()
    assert (int(white.sum()), int(black.sum())) == WINS
    assert sum(WINS) == 2 * 111_282


@pytest.mark.parametrize("drill", DRILLS)
def test_what_is_right_in_every_position_is_what_the_table_says(drill: str) -> None:
    asked = DRILLS[drill].asked()
    assert len(asked) > 200
    assert [one for one in asked if one.wins is not true_of(drill, one)] == []


@pytest.mark.parametrize("drill", DRILLS)
def test_every_position_can_come_about_and_stands_there_once(drill: str) -> None:
    asked = DRILLS[drill].asked()
    assert all(board_of(one.place, white=white).is_valid() for one in asked for white in (True, False))
    assert len({one.place for one in asked}) == len(asked)


@pytest.mark.parametrize("drill", DRILLS)
def test_as_many_answers_are_yes_as_no(drill: str) -> None:
    items = made(drill)
    rights = Counter(items.item(index).right for index in range(len(items)))
    assert rights["yes"] == rights["no"]


@pytest.mark.parametrize("drill", DRILLS)
def test_a_position_and_its_mirror_image_are_in_one_group(drill: str) -> None:
    groups: dict[tuple[int, ...], set[str]] = {}
    for one in DRILLS[drill].asked():
        pawn, king, other, mover = one.place
        squares = min((pawn, king, other), (pawn ^ 7, king ^ 7, other ^ 7))
        groups.setdefault((*squares, mover), set()).add(one.group)
    assert all(len(found) == 1 for found in groups.values())


def test_the_pawn_is_of_the_colour_that_a_deck_asks_for() -> None:
    white, black, both = (made("escort", colour=colour) for colour in ("white", "black", "both"))
    assert len(white) == len(black) == len(both) / 2
    assert {white.id(index).split()[-1] for index in range(len(white))} == {"white"}
    assert {black.id(index).split()[-1] for index in range(len(black))} == {"black"}


def test_a_board_of_the_other_colour_is_the_same_position_turned() -> None:
    place = DRILLS["runner"].asked()[0].place
    assert board_of(place, white=False) == board_of(place, white=True).mirror()
    assert board_of(place, white=False).piece_at(place.pawn ^ 56) == chess.Piece(chess.PAWN, chess.BLACK)
