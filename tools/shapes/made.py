"""The files, each in the shape that one program or one country gives it. All words in them are made up."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from drillgrok.console.zstd import zstd
from drillgrok.importers.questions import ColumnWishes


class Shape(NamedTuple):
    """A file, what is in it, and how it is asked for."""

    says: str
    name: str
    data: bytes
    rows: int
    """What a person would count: rows, notes, cards or questions."""
    unit: str
    wishes: ColumnWishes = ColumnWishes()
    options: str = ""
    """The wishes as they are typed."""


_CONJUGATION: Final = """\
infinitive;tense;io;tu;lei;note
salvire;present;salvo;salvi;salve;
salvire;past;salvei;salvesti;salvé;#NOM?
torbare;present;torbo;torbi;torba;regular
torbare;past;torbai;torbasti;;no third person
nevicchiare;present;;;nevicchia;weather
"""
_INTERVALS: Final = """\
lower\tupper\tinterval\tsemitones
C4\tE4\tM3\t4
C4\tEb4\tm3\t3
D4\tA4\tP5\t7
D4\tA4\tP5\t7
E4\tF#4\t\t2
"""
_ANKI_NEW: Final = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
g1\tBasic\tBirds\tdie <b>Möwe</b>\tgull; mew\tbirds
g2\tBasic\tBirds\tder Kiebitz<br>\tlapwing &amp; peewit\tbirds waders
g3\tBasic\tBirds\t<img src="k.png">\tcormorant\tbirds
g4\tBasic\tBirds\tdas Blesshuhn\t[sound:coot.mp3]\tbirds
"""
_ANKI_OLD: Final = """\
<div>lumen</div>\tlight [sound:l.mp3]
"umbra"\tshade / shadow
vesper (m.)\tevening
aurora\t
"""
_HASHCARDS: Final = """\
Q: What is the order of a turn by a third?
A: 3

C: A [group] has one [identity].

Q: Name two primes below 5.
A:

- 2
- 3

Q: What has no answer yet?
"""
_OBSIDIAN: Final = """\
# Tides

spring tide :: Springflut
neap tide ::: Nippflut

What pulls most?
?
The moon.

The sea ==falls== at ebb.
"""
_GIFT: Final = """\
$CATEGORY: tides

::T1:: High water comes {=twice ~once ~thrice} a day.

::T2:: The moon pulls the sea. {T}

::T3:: A fathom has how many feet? {#6}

::T4:: Match. {=ebb -> falling =flood -> rising}

::T5:: Say what a tide is. {}

::T6:: Which are tides? {~%50%ebb ~%50%flood ~%-100%gale}
"""
_NORWAY: Final = "Norsk;Engelsk;Poeng\r\nbåt;boat;1,5\r\nø;island;2,0\r\nfjære;ebb;1,0\r\n=A2;#NAVN?;\r\n"
_FRANCE: Final = "\ufeffFrançais;Allemand\r\nl’île;die Insel\r\nla marée;die Flut (Gezeit)\r\n#NOM?;der Strand\r\n;\r\n"
_JAPAN: Final = "問題,答え\r\n潮,しお\r\n島,しま\r\n浜,はま\r\n"
_RUBY: Final = """\
<ruby>海<rt>うみ</rt></ruby>\tsea
波[なみ]\twave
 灯[とう] 台[だい]\tlighthouse
かもめ\tgull
"""
_CLOZE: Final = """\
#separator:tab
#html:false
#notetype:Cloze
The {{c1::ebb}} follows the {{c2::flood}}.\t
{{c1::Springs}} and {{c1::neaps}} take turns.\t
No gap is here.\t
"""
_BASIC: Final = 1_700_000_000_001
_NOTES: Final = ("Leuchtturm\x1flighthouse", "Boje\x1f<i>buoy</i>", "Anker\x1f<img src='a.png'>")


def _collection(*, new: bool) -> bytes:
    """A collection of three notes, as the program kept it for years, or as it keeps it now."""
    if new:
        kinds = f"""
            CREATE TABLE notetypes (id integer primary key, name text, config blob);
            CREATE TABLE fields (ntid integer, ord integer, name text, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
            INSERT INTO notetypes VALUES ({_BASIC}, 'Basic', x'00');
            INSERT INTO fields VALUES ({_BASIC}, 0, 'Front'), ({_BASIC}, 1, 'Back');"""
    else:
        fields = [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}]
        models = json.dumps({str(_BASIC): {"name": "Basic", "flds": fields}})
        kinds = f"CREATE TABLE col (models text); INSERT INTO col VALUES ('{models}');"
    with TemporaryDirectory() as folder:
        path = Path(folder, "collection")
        with closing(sqlite3.connect(path)) as database, database:
            database.executescript(f"CREATE TABLE notes (id integer primary key, guid, mid integer, flds text);{kinds}")
            rows = [(number, _BASIC, fields) for number, fields in enumerate(_NOTES, start=1)]
            database.executemany("INSERT INTO notes (id, guid, mid, flds) VALUES (?1, ?1, ?2, ?3)", rows)
        return path.read_bytes()


def _package(member: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, data)
    return out.getvalue()


def shapes() -> tuple[Shape, ...]:
    """All of them."""
    verbs = ColumnWishes("{infinitive}, {tense}, {column}", "io..lei")
    apart = ColumnWishes("{lower} and {upper}", "interval")
    return (
        Shape(
            "a table of verbs, from a spreadsheet in Windows-1252", "verbs.csv", _CONJUGATION.encode("cp1252"), 5,
            "rows", verbs, '--prompt "{infinitive}, {tense}, {column}" --answer io..lei',
        ),
        Shape(
            "a table of intervals, with tabs", "intervals.tsv", _INTERVALS.encode(), 5, "rows", apart,
            '--prompt "{lower} and {upper}" --answer interval',
        ),
        Shape("Anki's notes in plain text, as it writes them now", "new.txt", _ANKI_NEW.encode(), 4, "notes"),
        Shape("the same from years ago, without a head", "old.txt", _ANKI_OLD.encode(), 4, "notes"),
        Shape(
            "an Anki package of the old layout", "old.apkg", _package("collection.anki2", _collection(new=False)), 3,
            "notes",
        ),
        Shape(
            "an Anki package of the newest layout", "new.apkg",
            _package("collection.anki21b", zstd.compress(_collection(new=True))), 3, "notes",
        ),
        Shape("Anki's notes with gaps", "gaps.txt", _CLOZE.encode(), 3, "notes"),
        Shape("hashcards", "cards.md", _HASHCARDS.encode(), 4, "cards"),
        Shape("Obsidian's cards", "tides.md", _OBSIDIAN.encode(), 4, "cards"),
        Shape("a quiz in GIFT", "quiz.gift", _GIFT.encode(), 6, "questions"),
        Shape("a spreadsheet from Norway: semicolons, Windows-1252", "norsk.csv", _NORWAY.encode("cp1252"), 4, "rows"),
        Shape("one from France: semicolons, UTF-8 with a mark", "mer.csv", _FRANCE.encode(), 3, "rows"),
        Shape(
            "one from Japan: commas, Shift-JIS", "umi.csv", _JAPAN.encode("shift-jis"), 3, "rows",
            ColumnWishes(encoding="shift-jis"), "--encoding shift-jis",
        ),
        Shape("Japanese with readings: ruby and brackets", "ruby.txt", _RUBY.encode(), 4, "rows"),
    )  # fmt: skip
