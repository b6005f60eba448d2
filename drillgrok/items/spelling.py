"""Which spellings are one answer: foldings that a deck's answers allow, decided once when it is read, and the other
spellings that a field knows. The one judge of texts, for the screen and for lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final
from unicodedata import normalize

from drillgrok.items.answers import canonical
from drillgrok.items.scripts import as_kana, is_hangul, is_kana, romanised
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind, Fold

_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼʻ´`ˈ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("·•∙⋅・", "."),
    }
)
_ACUTE_ALONE: Final = " \u0301"
"""What NFKC makes of the accent that many type for an apostrophe."""
_DOTTED_I: Final = "i\u0307"
"""What folding makes of the Turkish capital."""
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "œ": "oe"}
)


def _with_plain_signs(text: str) -> str:
    return text.replace(_ACUTE_ALONE, "'").translate(_SIGNS)


FOLDS: Final[Mapping[Fold, Callable[[str], str]]] = {
    Fold.WIDTH: lambda text: normalize("NFKC", text),
    Fold.SIGNS: _with_plain_signs,
    Fold.CASE: lambda text: text.casefold().replace(_DOTTED_I, "i"),
    Fold.BLANKS: lambda text: "".join(text.split()),
    Fold.KANA: as_kana,
    Fold.HANGUL: romanised,
    Fold.PLAIN: lambda text: text.translate(_PLAIN),
}
"""In the order in which they are done; each takes the text as those before it have left it."""
_EVERYWHERE: Final = (Fold.WIDTH, Fold.SIGNS, Fold.CASE, Fold.BLANKS)
_MOST_LOOKED_AT: Final = 20_000
"""Different answers after which nothing more is found out about folding."""
_LONGEST_OPTION: Final = 3
"""Characters up to which an option can be typed instead of its number: longer ones would take letters from commands."""


def folded(text: str, folds: frozenset[Fold]) -> str:
    """The text after these foldings."""
    for fold, change in FOLDS.items():
        if fold in folds:
            text = change(text)
    return text


def with_spellings(field: AnswerField, rights: Iterable[tuple[str, ...]], prompts: Iterable[str] = ()) -> AnswerField:
    """The field with the foldings that join no two of its answers, and with what belongs to them in its alphabet.

    `rights` has the right answers of each item, in canonical form: those of one item are one answer already.
    `prompts`, a few of them, tell in which script a deck is written.
    """
    folds = _allowed(field, rights, prompts)
    alphabet = field.alphabet
    if alphabet is not None:
        alphabet |= frozenset("".join(spelling for spelling, _ in field.also))
        alphabet |= frozenset("".join(folded("".join(sorted(alphabet)), frozenset({Fold.PLAIN}) & folds)))
    made = replace(field, folds=folds, alphabet=alphabet)
    return _with_options(made) if field.kind is AnswerKind.CHOICE else made


def _allowed(field: AnswerField, rights: Iterable[tuple[str, ...]], prompts: Iterable[str]) -> frozenset[Fold]:
    """Each folding that, after those before it, leaves different answers different."""
    everything = frozenset(FOLDS)
    answers: set[str] = set()
    for several in rights:
        if len(several) == 1:
            answers.add(several[0])
        else:
            answers.update({folded(right, everything): right for right in reversed(several)}.values())
        if len(answers) > _MOST_LOOKED_AT:
            break
    text = "".join((*sorted(answers), *prompts))
    tried = [*_EVERYWHERE, *([Fold.KANA] * is_kana(text)), *([Fold.HANGUL] * is_hangul(text)), Fold.PLAIN]
    if field.form is AnswerForm.SET:
        tried.remove(Fold.BLANKS)
    allowed: frozenset[Fold] = frozenset()
    so_far = answers
    for fold in tried:
        wider = set(map(FOLDS[fold], so_far))
        if len(wider) == len(answers):
            allowed |= {fold}
            so_far = wider
    return allowed


def _with_options(field: AnswerField) -> AnswerField:
    """The field of choices in which short options can be typed, too."""
    if not field.choices or max(map(len, field.choices)) > _LONGEST_OPTION:
        return field
    named = tuple((option, str(place)) for place, option in enumerate(field.choices, start=1))
    alphabet = (field.alphabet or frozenset()) | frozenset("".join(field.choices))
    return replace(field, also=(*field.also, *named), alphabet=alphabet)


def belongs(field: AnswerField, char: str | None) -> str | None:
    """The character as the field takes it, or None when it can be part of no answer: in another case, width or shape
    where the field knows it in one."""
    if char is None or not char.isprintable():
        return None
    if field.alphabet is None:
        return char
    shape = _shape(char)
    if _is_of_script(field, shape):
        return char
    if shape and len(shape) > 1 and set(shape) <= field.alphabet:
        return char
    known = next((each for each in (char, char.lower(), char.upper(), shape) if each in field.alphabet), None)
    return known or _by_shape(field.alphabet).get(shape)


def _is_of_script(field: AnswerField, shape: str) -> bool:
    """Whether the deck's script, or a Latin letter, is taken here in any romanisation."""
    latin = normalize("NFD", shape)[:1].isascii() and (shape.isalpha() or shape in {"'", "-"})
    if Fold.KANA in field.folds and (latin or is_kana(shape)):
        return True
    return Fold.HANGUL in field.folds and (latin or is_hangul(shape))


def _shape(char: str) -> str:
    return _with_plain_signs(normalize("NFKC", char))


@lru_cache(maxsize=64)
def _by_shape(alphabet: frozenset[str]) -> dict[str, str]:
    """Signs of the alphabet by what they are folded to: an apostrophe for a typographic one."""
    return {_shape(char): char for char in sorted(alphabet) if _shape(char) != char}


def meant(field: AnswerField, text: str, choices: tuple[str, ...] = ()) -> str:
    """The answer in canonical form that a text stands for, the text itself where no answer is known by it; a choice
    for its number."""
    whole = canonical(text, field.form)
    if field.closed is not None and whole not in field.closed:
        whole = _spelled(field).get(_normal(field, whole), whole)
    options = choices or field.choices
    if field.kind is not AnswerKind.CHOICE:
        return whole
    if whole.isascii() and whole.isdecimal() and 1 <= int(whole) <= len(options):
        return options[int(whole) - 1]
    return next((option for option in options if _normal(field, option) == _normal(field, whole)), whole)


def is_among(field: AnswerField, whole: str, accepts: frozenset[str]) -> bool:
    """Whether an answer in canonical form is one of these, in any of its spellings."""
    if whole in accepts:
        return True
    normal = _normal(field, whole)
    return any(normal in _normals(field, answer) for answer in accepts)


def _normal(field: AnswerField, whole: str) -> str:
    """What all spellings of an answer have in common; typed letters are never made plain, so that whoever can type a
    letter with its mark is held to it."""
    return canonical(folded(whole, field.folds - {Fold.PLAIN}), field.form)


def _normals(field: AnswerField, answer: str) -> tuple[str, ...]:
    """Those of an answer that is right: as it is, and in plain letters where they join it with no other."""
    own = _normal(field, answer)
    return (own, canonical(folded(own, field.folds & {Fold.PLAIN}), field.form))


@cache
def _spelled(field: AnswerField) -> Mapping[str, str]:
    """Every spelling of every answer of a closed field, folded -> the answer that it means; an answer's own spelling
    comes before what others may be called."""
    closed = sorted(field.closed or ())
    found = {_normal(field, answer): answer for answer in closed}
    for answer in closed:
        for spelling in _normals(field, answer):
            found.setdefault(spelling, answer)
    for spelling, answer in field.also:
        found.setdefault(_normal(field, canonical(spelling, field.form)), answer)
    return found


def is_complete(field: AnswerField, text: str, choices: tuple[str, ...] = ()) -> bool:
    """Whether the text can stand as an answer: a spelling of one of the closed set or of a choice, or anything in an
    open field."""
    whole = canonical(text, field.form)
    if not whole or field.closed is None:
        return bool(whole)
    if whole in field.closed or _normal(field, whole) in _spelled(field):
        return not choices or not whole.isdecimal() or int(whole) <= len(choices)
    return field.kind is AnswerKind.CHOICE and meant(field, whole, choices) in (choices or field.choices)


def submits_itself(field: AnswerField, text: str) -> bool:
    """Whether the text spells one answer of the closed set and begins no longer spelling of any."""
    return field.closed is not None and is_complete(field, text) and not begins_longer(field, text)


def begins_longer(field: AnswerField, text: str) -> bool:
    """Whether a longer spelling of an answer of the closed set begins with the text."""
    if field.form is AnswerForm.SET:
        return _set_goes_on(field, text)
    spelt = _normal(field, canonical(text, field.form))
    return any(spelling != spelt and spelling.startswith(spelt) for spelling in _spelled(field))


def goes_on(field: AnswerField, given: str, longer: str) -> bool:
    """Whether a text goes on with another spelling of the answer that `given` means in a closed set."""
    if field.closed is None:
        return False
    answer, spelt = meant(field, given), _normal(field, canonical(longer, field.form))
    return any(meaning == answer and spelling.startswith(spelt) for spelling, meaning in _spelled(field).items())


_PARTING: Final = re.compile(r"[\s,;]+")


def _set_goes_on(field: AnswerField, text: str) -> bool:
    """Whether more can follow, in whatever order the members are typed: the last of them may be in the middle."""
    members = [_normal(field, member) for member in _PARTING.split(text.strip()) if member]
    if not members:
        return bool(_spelled(field))
    *whole, last = members
    for answer in _spelled(field):
        left = Counter(answer.split())
        left.subtract(whole)
        if any(count < 0 for count in left.values()):
            continue
        rest = [member for member, count in left.items() if count > 0]
        for member in rest:
            if member.startswith(last) and (member != last or sum(left.values()) > 1):
                return True
    return False
