"""The text of a grammar -> a Grammar: one line, one statement, under the name of its section. Every mistake has its
line; all are told at once. What a statement means for sentences is not known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import product
from math import prod
from typing import Final

from drillgrok.domains.syntax.grammar import (
    SHAPE,
    AskedWay,
    Asking,
    Features,
    Grammar,
    Move,
    OtherWording,
    RewriteRule,
    Symbol,
    Word,
    WordShape,
)
from drillgrok.domains.syntax.strangers import SoFar, near, strangers
from drillgrok.model.domain import FileFlaws, LineFlaw

MOST_LINES: Final = 600
MOST_CHARACTERS: Final = 60_000
MOST_OPTIONAL: Final = 5
"""Constituents in brackets in one rule: each doubles its number."""
MOST_COPIES: Final = 20
MOST_SKELETONS: Final = 5_000

_UNKNOWN: Final = "?"
"""The section below a heading that says nothing: its lines are passed over."""
_NAME: Final = r"[^\W\d_][\w'-]{0,29}"
_FEATURES: Final = r"(?:\[(?P<features>[^\]]*)\])?"
_HEAD: Final = re.compile(rf"(?P<mark>\*?)(?P<name>{_NAME}){_FEATURES}")
_SYMBOL: Final = re.compile(rf'"(?P<quoted>[^"]+)"|\((?P<optional>[^()]+)\)|{_HEAD.pattern}')
_MOVE: Final = re.compile(rf"(?P<what>{_NAME}) (?:to (?P<to>first|last|\d)|(?P<side>before|after) (?P<by>{_NAME}))")
_SOUND: Final = re.compile(rf'(?P<quoted>"[^"]*")|(?P<optional>\((?P<inner>{_NAME})\))|(?P<name>{_NAME})')
_COMMENT: Final = re.compile(r"(?:^|\s)#.*$")


class _FlawError(Exception):
    """What is wrong with one line, and how it is mended."""

    def __init__(self, what: str, mend: str, *, section: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.section = section
        """The section that the next lines seem to stand in, where this one should have named it."""


def read_grammar(text: str, file: str) -> Grammar:
    """The grammar that a text describes. Raises FileFlaws with every mistake at its line of `file`."""
    flaws: list[LineFlaw] = []
    found = SoFar()
    lines = text.split("\n")
    if len(lines) > MOST_LINES or len(text) > MOST_CHARACTERS:
        most = f"{MOST_LINES} lines and {MOST_CHARACTERS:,} characters"
        raise FileFlaws(file, (LineFlaw(1, "The grammar is too long.", f"Keep it to {most}."),))
    section = ""
    for number, line in enumerate(lines, start=1):
        said = _COMMENT.sub("", line).rstrip()
        if not said.strip():
            continue
        try:
            if said[0] not in " \t":
                section = _heading(said, found)
            elif section != _UNKNOWN:
                _SECTIONS.get(section, _astray)(said.strip(), number, found)
        except _FlawError as flaw:
            flaws.append(LineFlaw(number, flaw.what, flaw.mend))
            section = flaw.section or section
    flaws += () if flaws else strangers(found)
    if flaws:
        raise FileFlaws(file, tuple(flaws))
    return Grammar(
        language=found.settings["language"],
        spaces=found.settings.get("spaces", "yes") == "yes",
        capitals=found.settings.get("capitals", "yes") == "yes",
        shapes=found.shapes,
        taken=frozenset(found.taken),
        words={name: tuple(words) for name, words in found.words.items()},
        rules={name: tuple(rules) for name, rules in found.rules.items()},
        start=next(iter(found.rules)),
        rewordings=tuple(OtherWording(name, tuple(rules)) for name, rules in found.rewordings.items()),
        asked=found.asked,
        twins_line=found.twins_line,
    )


def _astray(_said: str, _line: int, _found: SoFar) -> None:
    raise _FlawError("This line stands in no section.", f"Put one of {_named(_SECTIONS)} above it.")


def _named(names: Mapping[str, object] | Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _heading(said: str, found: SoFar) -> str:
    """A section's name, or a setting in one line."""
    name, _, value = said.partition(" ")
    if name in _SECTIONS and not value:
        return name
    if name not in _SETTINGS:
        known = [*_SETTINGS, *_SECTIONS]
        meant = next(iter(get_close_matches(name.rstrip(":").casefold(), known, n=1)), "")
        if not meant and re.search(r"=|->|:\s*\S", said):
            raise _FlawError(f"'{said}' has no space before it.", "Put two, so that it stands in the section above.")
        mend = f"Did you mean '{meant}'?" if meant else f"Instead of it, write one of {_named(known)}."
        raise _FlawError(f"'{said}' is not a section.", mend, section=meant or _UNKNOWN)
    value = value.strip()
    if not value or (_SETTINGS[name] and value not in _SETTINGS[name]):
        wanted = " or ".join(_SETTINGS[name]) or "its name"
        raise _FlawError(f"'{name}' is followed by {wanted}.", f"Write '{name} {(_SETTINGS[name] or ('German',))[0]}'.")
    found.settings[name] = value
    return ""


def _sound(said: str, _line: int, found: SoFar) -> None:
    """`O: b bl br`, `Noun = ^ O V K | O V`, `Noun real = Hund | Tisch` or `taken: Bart Brot`."""
    if (told := re.fullmatch(rf"({_NAME})\s*:\s*(.+)", said)) is not None:
        if told[1] == "taken":
            found.taken |= {word.casefold() for word in told[2].split()}
        else:
            found.sounds[told[1]] = tuple(dict.fromkeys(told[2].split()))
        return
    told = re.fullmatch(rf"({_NAME})( real)?\s*=\s*(.+)", said)
    if told is None:
        raise _FlawError("This is neither a sound nor a made word.", "Write 'V: a e i' or 'Noun = O V K'.")
    name, real, body = told.groups()
    if real:
        if name not in found.shapes:
            raise _FlawError(f"There is no made word '{name}' above.", f"Write '{name} = ...' first.")
        words = tuple(word.strip() for word in body.split("|") if word.strip())
        found.shapes[name] = replace(found.shapes[name], real=words)
        return
    capital = body.lstrip().startswith("^")
    alternatives = [way for each in body.split("|") for way in _alternatives(each.replace("^", " "), found)]
    found.shapes[name] = WordShape(tuple(alternatives), tuple(prod(map(len, way)) for way in alternatives), capital)


def _alternatives(body: str, found: SoFar) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The spellings of each place; a place in brackets is left out in one alternative."""
    ways: list[tuple[tuple[str, ...], ...]] = [()]
    for part in body.split():
        piece = _SOUND.fullmatch(part)
        if piece is None:
            raise _FlawError(f"'{part}' is not a sound.", "Name a line of sounds, or put letters in quotes.")
        if piece["quoted"]:
            ways = [(*way, (piece["quoted"][1:-1],)) for way in ways]
            continue
        name = piece["inner"] or piece["name"]
        if name not in found.sounds:
            mend = near(name, [*found.sounds], f"Write '{name}: ...' with its letters above.")
            raise _FlawError(f"There are no sounds called '{name}'.", mend)
        with_it = [(*way, found.sounds[name]) for way in ways]
        ways = [*with_it, *ways] if piece["optional"] else with_it
    yield from ways


def _word(said: str, line: int, found: SoFar) -> None:
    """`Det[g=m c=dat] = dem | einem`, with made pieces as in `N[n=pl] = ~Noun+e`."""
    _closed(said.partition("=")[0] if "[" not in said.partition("=")[0] else said, "[]")
    head, sign, forms = said.partition("=") if "[" not in said else _after_features(said)
    told = _HEAD.fullmatch(head.strip())
    if told is None or not sign or told["mark"]:
        raise _FlawError("This is not a word.", "Write 'Name[feature=value] = one | another'.")
    found.places.setdefault(told["name"], line)
    for features in _each(told["features"]):
        for pair in features.items():
            if line not in found.valued.setdefault(pair, []):
                found.valued[pair].append(line)
        for number, form in enumerate(forms.split("|")):
            pieces = tuple(piece.strip().replace("_", " ") for piece in form.split("+"))
            if not all(pieces):
                raise _FlawError("A word is empty.", "Write it, or delete the sign beside it.")
            for piece in pieces:
                if piece.startswith(SHAPE) and piece[1:] not in found.shapes:
                    mend = near(piece[1:], [*found.shapes], f"Write '{piece[1:]} = ...' under 'sounds'.")
                    raise _FlawError(f"No made word is called '{piece[1:]}'.", mend)
            found.words.setdefault(told["name"], []).append(_made_of(told["name"], features, pieces, number))


def _made_of(category: str, features: Features, pieces: tuple[str, ...], number: int) -> Word:
    is_made = any(piece.startswith(SHAPE) for piece in pieces)
    return Word(category, features, pieces, number, ("+" if is_made else "").join(pieces), is_made)


def _after_features(said: str) -> tuple[str, str, str]:
    close = said.find("]")
    before, sign, after = said[close + 1 :].partition("=")
    return said[: close + 1] + before, sign, after


def _each(text: str | None) -> Iterator[Features]:
    """`g=m/n c=dat` is one set of features for each value."""
    told = _pairs(text)
    for values in product(*(value.split("/") for value in told.values())):
        yield dict(zip(told, values, strict=True))


def _pairs(text: str | None) -> Features:
    if not text:
        return {}
    found: dict[str, str] = {}
    for pair in text.replace(",", " ").split():
        name, sign, value = pair.partition("=")
        if not sign or not name or not value:
            raise _FlawError(f"'{pair}' is not a feature.", "Write [name=value], or [name=?x] to pass a value on.")
        if name in found:
            raise _FlawError(f"'{name}' is said twice.", f"Keep one of '{name}={found[name]}' and '{pair}'.")
        found[name] = value
    return found


def _rule(said: str, line: int, found: SoFar) -> None:
    for rule in _rules(said, line):
        found.places.setdefault(rule.head.category, line)
        found.rules.setdefault(rule.head.category, []).append(rule)


def _closed(said: str, *pairs: str) -> None:
    """Raises for a sign that opens something and has no partner."""
    for opens, closes in map(tuple, pairs):
        if said.count(opens) != said.count(closes):
            lone, other = (opens, closes) if said.count(opens) > said.count(closes) else (closes, opens)
            raise _FlawError(f"There is a '{lone}' without its '{other}'.", f"Write the '{other}', or delete the sign.")


def _signs(said: str) -> None:
    """Raises where quotes or brackets of a rule are not what is read here."""
    plain = re.sub(r'"[^"]*"', "", said)
    if '"' in plain:
        raise _FlawError("A quote is not closed.", "Write '\"' before and after the word.")
    if (curly := re.search("[“”„«»]", plain)) is not None:
        raise _FlawError(f"'{curly[0]}' is not a quote here.", 'Write straight ones: "word".')
    _closed(plain, "[]", "()")


def _rules(said: str, line: int) -> Iterator[RewriteRule]:
    """`NP[c=?c] -> Det[c=?c] N | Pro[c=?c]` and `Main -> Clause; Fin to 2`: one rule for each alternative."""
    _signs(said)
    head, arrow, bodies = said.partition("->")
    told = _HEAD.fullmatch(head.strip())
    if told is None or not arrow or told["mark"]:
        raise _FlawError("This is not a rule.", "Write 'Phrase -> Part Part', such as 'NP -> Det N'.")
    top = Symbol(told["name"], _pairs(told["features"]))
    for body in bodies.split("|"):
        parts, *moves = body.split(";")
        for symbols in _bodies(parts):
            if not symbols:
                raise _FlawError(f"'{told['name']}' is made of nothing.", "Name at least one part of it.")
            if sum(part.marked for part in symbols) > 1:
                raise _FlawError("Two parts are marked.", "Keep the * before the one that is asked about.")
            yield RewriteRule(top, symbols, tuple(_move(move.strip()) for move in moves), line)


def _bodies(text: str) -> list[tuple[Symbol, ...]]:
    """The symbols of a rule, with and without each that stands in brackets."""
    bodies: list[tuple[Symbol, ...]] = [()]
    at = optional = 0
    text = text.strip()
    while at < len(text):
        told = _SYMBOL.match(text, at)
        if told is None:
            mend = "Write names with [features], words in quotes, and what may be left out in ( )."
            raise _FlawError(f"'{text[at:]}' is not a part of a rule.", mend)
        if told["optional"]:
            optional += 1
            inner = _bodies(told["optional"])
            bodies = [(*body, *each) for body in bodies for each in (*inner, ())]
        else:
            bodies = [(*body, _symbol(told)) for body in bodies]
        at = told.end()
        while at < len(text) and text[at] == " ":
            at += 1
    if optional > MOST_OPTIONAL:
        raise _FlawError("Too much of this rule is in brackets.", f"At most {MOST_OPTIONAL}: write two rules.")
    return bodies


def _symbol(told: re.Match[str]) -> Symbol:
    if told["quoted"]:
        text = told["quoted"].strip()
        return Symbol(text, literal=Word(text, {}, (text,), 0, text, is_made=False, literal=True))
    return Symbol(told["name"], _pairs(told["features"]), marked=bool(told["mark"]))


def _move(said: str) -> Move:
    told = _MOVE.fullmatch(said)
    if told is None:
        raise _FlawError(
            f"'{said}' is not a movement.", "Write '; Part to 2', '; Part to last' or '; Part before Other'."
        )
    if told["to"]:
        place = {"first": 1, "last": -1}.get(told["to"]) or int(told["to"])
        return Move(told["what"], to=place)
    return Move(told["what"], neighbour=told["by"], before=told["side"] == "before")


def _other(said: str, line: int, found: SoFar) -> None:
    """`longer: N -> Adj N`: another wording and a rule of it."""
    name, colon, rule = said.partition(":")
    if not colon or not rule.strip():
        raise _FlawError("This is not another wording.", "Write its name and a rule: 'longer: N -> Adj N'.")
    found.rewordings.setdefault(name.strip(), []).extend(_rules(rule.strip(), line))


def _asking(said: str, line: int, found: SoFar) -> None:
    """`way: form`, `vary: case` and so on."""
    name, colon, value = said.partition(":")
    if not colon or name.strip() not in _ASKED:
        mend = near(name.strip(), [*_ASKED], f"Write one of {_named(_ASKED)}, a colon, and what it is.")
        raise _FlawError(f"'{said}' says nothing of what is asked.", mend)
    for word in value.split():
        found.lines.setdefault(word, line)
    if name.strip() == "twins":
        found.twins_line = line
    found.asked = _ASKED[name.strip()](found.asked, value.strip())


def _way(asked: Asking, value: str) -> Asking:
    if value not in [*AskedWay]:
        raise _FlawError(f"'{value}' is not a way to ask.", f"Choose one of {_named([*AskedWay])}.")
    return replace(asked, way=AskedWay(value))


def _number(value: str, most: int) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= most:
        raise _FlawError(f"'{value}' is not a number from 1 to {most:,}.", "Write it in digits.")
    return int(value)


_SETTINGS: Final[Mapping[str, tuple[str, ...]]] = {"language": (), "spaces": ("yes", "no"), "capitals": ("yes", "no")}
_SECTIONS: Final[Mapping[str, Callable[[str, int, SoFar], None]]] = {
    "sounds": _sound,
    "words": _word,
    "rules": _rule,
    "ask": _asking,
    "others": _other,
}
_ASKED: Final[Mapping[str, Callable[[Asking, str], Asking]]] = {
    "way": _way,
    "vary": lambda asked, value: replace(asked, vary=tuple(value.split())),
    "within": lambda asked, value: replace(asked, within=frozenset(value.split())),
    "whole": lambda asked, value: replace(asked, whole=frozenset(value.split())),
    "twins": lambda asked, value: replace(asked, twins=frozenset(value.split())),
    "drawn": lambda asked, value: replace(asked, drawn=frozenset(value.split())),
    "meet": lambda asked, value: replace(asked, meet=tuple(value.split())),
    "copies": lambda asked, value: replace(asked, copies=_number(value, MOST_COPIES)),
    "skeletons": lambda asked, value: replace(asked, skeletons=_number(value, MOST_SKELETONS)),
}
