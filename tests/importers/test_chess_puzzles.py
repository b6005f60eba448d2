"""The public puzzle file: what is taken of it, what is refused, and that its size costs no memory."""

from __future__ import annotations

import bz2
import gzip
import tracemalloc
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import chess
import pytest
from typer.testing import CliRunner

from drillgrok.cli.app import app
from drillgrok.commands.deck.import_ import Asked, import_deck
from drillgrok.commands.deck.import_puzzles import PuzzleWish, import_puzzles
from drillgrok.console.zstd import zstd
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.errors import DrillgrokError
from drillgrok.importers.chess_puzzles import Wish, read_puzzles
from drillgrok.importers.chess_rows import Harvest
from drillgrok.importers.kinds import PUZZLES, kind_of
from drillgrok.model.deck import Deck

HEADER = "PuzzleId,FEN,Moves,Rating,RatingDeviation,Popularity,NbPlays,Themes,GameUrl,OpeningTags"


def row(number: int, *, rating: object = 1500, themes: str = "crushing short", **cells: str) -> str:
    """A made-up puzzle: Black steps aside and a rook goes to the eighth rank. `number` 1 to 100 makes it its own."""
    name = cells.get("name", f"a{number:04d}")
    fen = cells.get("fen", f"7k/8/8/8/8/8/R7/1R5K b - - 0 {number}")
    moves = cells.get("moves", "h8g8 a2a8")
    game = cells.get("game", f"https://lichess.org/abcd{number:04d}/black#3")
    return f"{name},{fen},{moves},{rating},77,95,8020,{themes},{game},"


def rows(count: int) -> list[str]:
    """Puzzles that differ in the clock of their position alone."""
    return [row(number, rating=1000 + number) for number in range(1, count + 1)]


@pytest.fixture
def puzzle_file(tmp_path: Path) -> Callable[..., Path]:
    def write(lines: list[str], header: str = HEADER, *, packed: bool = False, end: str = "\n") -> Path:
        data = (end.join([header, *lines]) + end).encode()
        path = tmp_path / ("puzzles.csv.zst" if packed else "puzzles.csv")
        path.write_bytes(zstd.compress(data) if packed else data)
        return path

    return write


def harvest(path: Path, wish: Wish = Wish()) -> Harvest:  # noqa: B008
    return read_puzzles(path, wish, lambda _: None)


def names(found: Harvest) -> list[str]:
    return [name for name, *_ in found.rows]


def test_the_position_is_the_one_after_the_first_listed_move(puzzle_file: Callable[..., Path]) -> None:
    (cells,) = harvest(puzzle_file([row(1)])).rows
    assert cells[:4] == ("a0001", "abcd0001", "Find the best move.", "Ra8+")
    assert cells[5:] == ("1500", "6k1/8/8/8/8/8/R7/1R5K w - - 1 2", "h8g8", "a2a8")
    assert 0 < float(cells[4]) < 1
    board = chess.Board(cells[6])
    assert board.is_legal(chess.Move.from_uci(cells[8]))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plain_or_packed_with_any_line_ends_it_is_the_same(
    puzzle_file: Callable[..., Path], packed: bool, end: str
) -> None:
    found = harvest(puzzle_file(rows(20), packed=packed, end=end))
    assert (found.read, found.fitting, found.bad, len(found.rows)) == (20, 20, 0, 20)


def test_a_theme_is_a_whole_word_of_the_column(puzzle_file: Callable[..., Path]) -> None:
    lines = [row(1, themes="pin short"), row(2, themes="spinning"), row(3, game="pin"), row(4, themes="long pin")]
    assert names(harvest(puzzle_file(lines), Wish(("pin",)))) == ["a0001", "a0004"]


def test_ratings_are_taken_from_one_to_the_other(puzzle_file: Callable[..., Path]) -> None:
    assert names(harvest(puzzle_file(rows(30)), Wish(lowest=1010, highest=1012))) == ["a0010", "a0011", "a0012"]


def test_a_limit_takes_a_sample_from_all_over_the_file_and_always_the_same(puzzle_file: Callable[..., Path]) -> None:
    path = puzzle_file(rows(400))
    found = harvest(path, Wish(limit=40))
    assert (found.fitting, len(found.rows)) == (400, 40)
    assert names(found) == sorted(names(found)) == names(harvest(path, Wish(limit=40)))
    tenths = {int(name[1:]) // 100 for name in names(found)}
    assert tenths >= {0, 1, 2, 3}


def test_missing_and_extra_columns_do_no_harm(puzzle_file: Callable[..., Path]) -> None:
    path = puzzle_file(["x,h8g8 a2a8,7k/8/8/8/8/8/R7/1R5K b - - 0 1"], header="More,Moves,FEN")
    (cells,) = harvest(path).rows
    assert (cells[0], cells[1], cells[5]) == ("line-2", "line-2", "0")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nonsense", "it does not have 10 cells"),
        (row(2) + ",more", "it does not have 10 cells"),
        ('"' + row(2), "it does not have 10 cells"),
        (row(2, fen="nonsense"), "its position is not FEN"),
        (row(2, fen="8/8/8/8/8/8/8/K7 w - - 0 1"), "its position could not come about"),
        (row(2, fen="9" * 5000), "its position is not FEN"),
        (row(2, moves="h8g8"), "it needs an even number of moves"),
        (row(2, moves=""), "it needs an even number of moves"),
        (row(2, moves="h8g8 a2a8 g8h8"), "it needs an even number of moves"),
        (row(2, moves="h8g8 a2b3"), "one of its moves is not legal"),
        (row(2, moves="h8h8 a2a8"), "one of its moves is not legal"),
        (row(2, moves="\x1b[31m a2a8"), "one of its moves is not legal"),
        (row(2, moves=" ".join(["h8g8", "b1b2"] * 30)), "it needs an even number of moves"),
        (row(2, rating="high"), "its rating is not a number"),
        (row(2, rating="-4"), "its rating is not a number"),
        (row(2, name="=cmd()"), "its name is not made of letters and digits"),
        (row(2, name="a0001"), "the puzzle is there twice"),
        ("x" * 20_000, "it does not have 10 cells"),
        ("\x00\xff", "it does not have 10 cells"),
    ],
)
def test_a_row_that_is_no_puzzle_is_counted_and_told_and_left_out(
    puzzle_file: Callable[..., Path], line: str, why: str
) -> None:
    found = harvest(puzzle_file([row(1), line, row(3)]))
    assert (names(found), found.bad) == (["a0001", "a0003"], 1)
    assert found.told == [f"line 3: {why}"]


def test_spare_rows_fill_the_places_of_bad_ones(puzzle_file: Callable[..., Path]) -> None:
    bad = [row(number, moves="h8h8 a2a8") for number in range(200, 220)]
    found = harvest(puzzle_file(bad + rows(30)), Wish(limit=30))
    assert (len(found.rows), len(found.told)) == (30, 5)


@pytest.mark.parametrize(
    ("header", "lines", "wish", "told"),
    [
        ("PuzzleId,Moves", [], Wish(), "The first line names no column FEN."),
        ("a,FEN", [], Wish(), "The first line names no column Moves."),
        ("FEN,Moves", [], Wish(("short",)), "The first line names no column Themes."),
        ("FEN,Moves", [], Wish(lowest=1, highest=2), "The first line names no column Rating."),
        ("\x00" * 100, [], Wish(), "The first line names no column FEN."),
    ],
)
def test_what_is_no_puzzle_file_is_refused(
    puzzle_file: Callable[..., Path], header: str, lines: list[str], wish: Wish, told: str
) -> None:
    with pytest.raises(DrillgrokError, match=told):
        harvest(puzzle_file(lines, header), wish)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("header", [HEADER, HEADER.lower()])
def test_columns_may_be_parted_and_written_in_other_ways(
    puzzle_file: Callable[..., Path], separator: str, header: str
) -> None:
    told = harvest(puzzle_file([line.replace(",", separator) for line in rows(5)], header.replace(",", separator)))
    assert told.rows == harvest(puzzle_file(rows(5))).rows


def test_puzzles_without_names_of_columns_are_no_cards(puzzle_file: Callable[..., Path], home: Path) -> None:
    with pytest.raises(DrillgrokError, match="puzzles whose columns have no names"):
        import_deck(puzzle_file(rows(4)[1:], rows(1)[0]), Asked(yes=True), stdin=None, stdout=StringIO())


def test_an_empty_a_missing_and_a_damaged_file_are_refused(tmp_path: Path) -> None:
    empty, damaged = tmp_path / "empty.csv", tmp_path / "damaged.zst"
    empty.write_bytes(b"")
    damaged.write_bytes(zstd.compress("\n".join([HEADER, *rows(50)]).encode())[:-9] + b"wreckage!")
    for path, told in (
        (empty, "names no column"),
        (tmp_path / "none", "No such file"),
        (tmp_path, "directory"),
        (damaged, "The file is damaged"),
    ):
        with pytest.raises(DrillgrokError, match=told):
            harvest(path)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        with path.open("w") as out:
            out.write(HEADER + "\n")
            out.writelines(row(1 + k % 100, rating=3000) + "\n" for k in range(count))
        tracemalloc.start()
        harvest(path, Wish(lowest=1, highest=100, limit=10))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    assert peak(60_000) < 1.3 * peak(20_000)


def test_a_line_without_end_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "endless.csv"
    path.write_bytes(f"{HEADER}\n{row(1)}\n".encode() + b"x" * (5 << 20) + f"\n{row(3)}\n".encode())
    found = harvest(path)
    assert names(found) == ["a0001", "a0003"]
    assert found.bad > 0


# Packed, and cut short.


PACKERS = {"zst": zstd.compress, "gz": gzip.compress, "bz2": bz2.compress}


@pytest.mark.parametrize("end", PACKERS)
def test_a_packed_file_is_told_by_how_it_begins_whatever_its_name(puzzle_file: Callable[..., Path], end: str) -> None:
    plain = puzzle_file(rows(30))
    expected = harvest(plain)
    plain.write_bytes(PACKERS[end](plain.read_bytes()))
    assert harvest(plain) == expected
    assert kind_of(plain) == PUZZLES


@pytest.mark.parametrize("end", PACKERS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_packed_file_that_is_cut_short_is_an_error_and_no_small_file(
    puzzle_file: Callable[..., Path], end: str, share: float
) -> None:
    path = puzzle_file(rows(100))
    packed = PACKERS[end](path.read_bytes())
    path.write_bytes(packed[: int(len(packed) * share)])
    with pytest.raises(DrillgrokError, match="The file is cut short"):
        harvest(path)


def test_a_plain_file_that_ends_within_a_row_is_cut_short(puzzle_file: Callable[..., Path]) -> None:
    path = puzzle_file(rows(3))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert len(harvest(path).rows) == 3
    path.write_bytes(whole[:-60])
    with pytest.raises(DrillgrokError, match="The file is cut short"):
        harvest(path)


@pytest.mark.parametrize("end", PACKERS)
def test_a_damaged_file_is_told_as_such(puzzle_file: Callable[..., Path], end: str) -> None:
    path = puzzle_file(rows(100))
    packed = bytearray(PACKERS[end](path.read_bytes()))
    packed[len(packed) // 2 : len(packed) // 2 + 8] = b"\xff" * 8
    path.write_bytes(bytes(packed))
    with pytest.raises(DrillgrokError, match=r"The file is (damaged|cut short)"):
        harvest(path)


# Themes, colours and ladders.


@pytest.mark.parametrize("theme", ["pin", "PIN", "Pin"])
def test_a_theme_is_known_in_any_case(puzzle_file: Callable[..., Path], theme: str) -> None:
    lines = [row(1, themes="pin"), row(2, themes="fork")]
    assert harvest(puzzle_file(lines), Wish((theme,))).taken.keys() == {"pin"}


def test_a_theme_that_only_the_file_knows_can_be_asked_for(puzzle_file: Callable[..., Path]) -> None:
    assert len(harvest(puzzle_file([row(1, themes="newIdea short"), row(2)]), Wish(("newidea",))).rows) == 1


def test_puzzles_can_be_for_one_side_alone(puzzle_file: Callable[..., Path]) -> None:
    lines = [row(1), row(2, fen="7K/8/8/8/8/8/r7/1r5k w - - 0 2", moves="h8g8 a2a8")]
    for colour, turn in (("white", chess.WHITE), ("black", chess.BLACK)):
        (cells,) = harvest(puzzle_file(lines), Wish(colour=colour)).rows
        assert chess.Board(cells[6]).turn is turn


def test_a_puzzle_of_several_themes_stands_in_the_last_ones_deck_alone(puzzle_file: Callable[..., Path]) -> None:
    lines = [row(1, themes="fork"), row(2, themes="pin fork"), row(3, themes="short")]
    taken = harvest(puzzle_file(lines), Wish(("fork", "pin"))).taken
    assert {theme: [cells[0] for cells in found] for theme, found in taken.items()} == {
        "fork": ["a0001"],
        "pin": ["a0002"],
    }


def test_a_ladder_is_a_deck_for_each_theme_with_enough_and_tells_none(
    import_from: Callable[..., tuple[str, Path]], home: Path
) -> None:
    themes = ["fork"] * 120 + ["mateIn1 short"] * 110 + ["zugzwang"] * 20
    lines = [row(number, themes=theme) for number, theme in enumerate(themes, start=1)]
    said, _ = import_from(lines, ladder=True, deck_id="slate", title="Slate")
    first, second = (deck_of(home / "decks" / f"slate-0{number}.yaml") for number in (1, 2))
    assert (len(first.items), len(second.items), first.head.next, second.head.next) == (110, 120, "slate-02", "")
    assert (first.head.title, second.head.title) == ("Slate 1", "Slate 2")
    assert "mateIn1" in first.rule
    assert "attacks two" in second.rule
    assert not (home / "decks" / "slate-03.yaml").exists()
    assert not any(word in said for word in ("fork", "mateIn1", "zugzwang"))
    assert "2 decks, in which 110, 120 positions stand" in said


def test_a_ladder_is_made_whole_or_not_at_all(import_from: Callable[..., tuple[str, Path]], home: Path) -> None:
    lines = [row(number, themes="fork") for number in range(1, 121)]
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "slate-01.csv").write_text("", encoding="utf-8")
    with pytest.raises(DrillgrokError, match="There is a deck 'slate-01' already"):
        import_from(lines, ladder=True)
    assert not list((home / "decks").glob("*.yaml"))


# The whole command.


@pytest.fixture
def import_from(puzzle_file: Callable[..., Path], home: Path) -> Callable[..., tuple[str, Path]]:
    def run(lines: list[str], **wishes: object) -> tuple[str, Path]:
        usual = {"deck_id": "slate", "yes": True}
        out, file = StringIO(), puzzle_file(lines)
        said = import_puzzles(file, PUZZLES, PuzzleWish(**(usual | wishes)), stdin=None, stdout=out)  # type: ignore[arg-type]
        return out.getvalue() + said, home / "decks" / "slate.yaml"

    return run


def deck_of(path: Path) -> Deck:
    return read_deck(load_source(path))


def test_the_deck_can_be_practised_at_once(import_from: Callable[..., tuple[str, Path]]) -> None:
    said, path = import_from([*rows(80), "nonsense"], rating="1001..1050")
    deck = deck_of(path)
    assert (deck.head.title, len(deck.items), deck.rephrasings) == ("Positions", 50, 1)
    assert said.split("\n")[:5] == [
        "This is the public puzzle file.",
        "81 puzzles read, 50 fit, 50 taken.",
        "1 row could not be used:",
        "  line 82: it does not have 10 cells",
        f"The deck is {path}.",
    ]
    assert "Positions (slate): no mistakes." in said


def test_nothing_is_written_where_nobody_agrees(import_from: Callable[..., tuple[str, Path]], home: Path) -> None:
    with pytest.raises(DrillgrokError, match="nobody here to ask"):
        import_from(rows(80), yes=False)
    assert not list((home / "decks").glob("*"))


def test_neither_title_nor_introduction_names_the_theme(import_from: Callable[..., tuple[str, Path]]) -> None:
    _, path = import_from([row(1, themes="zugzwang"), row(2)], theme="zugzwang")
    head = deck_of(path).head
    assert "zugzwang" not in f"{head.id} {head.title} {head.about} {head.family}"


def test_a_title_may_hold_any_signs(import_from: Callable[..., tuple[str, Path]]) -> None:
    title = 'It\'s: a "title" # [x {brace} Ünïcode ♞ - dash'
    _, path = import_from(rows(3), title=title)
    assert deck_of(path).head.title == title


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"rating": "low"}, "The rating is 'low'."),
        ({"rating": "1600..1200"}, "The rating is '1600..1200'."),
        ({"theme": "a b"}, "There is no theme 'a b'. Choose one of: advancedPawn, "),
        ({"theme": "froks"}, "There is no theme 'froks'. Did you mean 'fork'? The themes are advancedPawn, "),
        ({"theme": "pin"}, "None of 3 puzzles fits."),
        ({"theme": "pin", "ladder": True}, "A ladder has its own themes."),
        ({"ladder": True}, "No theme has 100 of the 3 puzzles."),
        ({"colour": "red"}, "'red' is not a colour."),
        ({"limit": 0}, "The limit is 0."),
        ({"limit": 10**7}, "The limit is 10,000,000."),
        ({"deck_id": "lantern-31"}, "There is a deck 'lantern-31' already."),
        ({"deck_id": "a'\ntitle: b"}, "is not a deck id"),
        ({"deck_id": "Bad Id"}, "is not a deck id"),
        ({"deck_id": "../up"}, "is not a deck id"),
        ({"title": ""}, "The title"),
    ],
)
def test_a_wish_that_cannot_be_met_leaves_nothing_behind(
    import_from: Callable[..., tuple[str, Path]], home: Path, wishes: dict[str, object], told: str
) -> None:
    with pytest.raises(DrillgrokError) as caught:
        import_from(rows(3), **wishes)
    assert told in str(caught.value)
    assert not [path for path in home.rglob("*") if path.suffix in {".csv", ".yaml"}]


def test_a_deck_that_is_there_is_left_alone(import_from: Callable[..., tuple[str, Path]]) -> None:
    _, path = import_from(rows(3))
    before = path.read_bytes()
    with pytest.raises(DrillgrokError, match="There is a deck 'slate' already"):
        import_from(rows(5))
    assert path.read_bytes() == before


def test_the_command_knows_a_puzzle_file_without_being_told(puzzle_file: Callable[..., Path], home: Path) -> None:
    done = CliRunner().invoke(app, ["deck", "import", str(puzzle_file(rows(20), packed=True)), "--yes"])
    assert done.exit_code == 0, done.output
    assert len(deck_of(home / "decks" / "puzzles.yaml").items) == 20
