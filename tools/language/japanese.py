"""Japanese verbs: dictionary form, polite form and te-form, in the Latin alphabet and in kana."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tools.language.rows import Row, claim, flag, made_up, sections

TE = {
    "ku": "ite",
    "gu": "ide",
    "su": "shite",
    "tsu": "tte",
    "nu": "nde",
    "bu": "nde",
    "mu": "nde",
    "ru": "tte",
    "u": "tte",
}
POLITE = {"ku": "ki", "gu": "gi", "su": "shi", "tsu": "chi", "nu": "ni", "bu": "bi", "mu": "mi", "ru": "ri", "u": "i"}
"""Last syllable of the dictionary form -> what stands in its place in the te-form and before masu."""
NEAR = {"ite": "ide", "ide": "ite", "shite": "tte", "tte": "te", "nde": "tte", "te": "tte"}
"""The wrong ending that a claim is made with."""
KANA_TAIL = 2
"""Last kana that verbs are kept apart by."""
EXCEPTION_POLITE = {"suru": "shimasu", "kuru": "kimasu"}

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "w": "わゐうゑを",
}
_GLIDES = {"a": "ゃ", "u": "ゅ", "o": "ょ"}
_PALATAL = {"sy": "sh", "ty": "ch", "zy": "j"}
"""How a glide after these consonants is written; elsewhere it is a y."""
KANA = {f"{start}{vowel}": sign for start, signs in _ROWS.items() for vowel, sign in zip("aiueo", signs, strict=True)}
KANA |= {
    _PALATAL.get(f"{start}y", f"{start}y") + vowel: signs[1] + glide
    for start, signs in _ROWS.items()
    for vowel, glide in _GLIDES.items()
    if start in set("kgsztnhbpmr")
}
KANA |= {"shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "ya": "や", "yu": "ゆ", "yo": "よ", "n": "ん"}
_SYLLABLE = re.compile("|".join(sorted(KANA, key=len, reverse=True)))
_DOUBLED = re.compile(r"([kstp])(?=\1)|t(?=ch)")


def kana(latin: str) -> str:
    """Latin letters as hiragana, every kana for itself. Raises ValueError for letters that spell no kana."""
    text = _DOUBLED.sub("っ", latin)
    if _SYLLABLE.sub("", text).strip("っ"):
        raise ValueError(f"{latin} is not spelt in kana")
    return _SYLLABLE.sub(lambda found: KANA[found.group()], text)


def hepburn(latin: str) -> str:
    """A word as learners see it in Latin letters: づ and ぢ are written as they are said. It cannot be turned back."""
    return latin.replace("du", "zu").replace("di", "ji")


def final_of(word: str) -> str:
    """The last syllable of a dictionary form as far as other forms turn on it: the longest, for tsu ends in su as well.
    Raises ValueError where there is none."""
    return max((final for final in POLITE if word.endswith(final)), key=len)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with what its te-form keeps and what it adds."""

    word: str
    polite: str
    kept: str
    added: str
    irregular: bool = False
    made: bool = False

    @property
    def te(self) -> str:
        """Its te-form."""
        return self.kept + self.added

    @property
    def wrong(self) -> str:
        """A te-form that it does not have."""
        return self.kept + NEAR[self.added]

    @property
    def kind(self) -> str:
        """one, where the polite form has masu in the place of ru, or many."""
        return "one" if self.polite.removesuffix("masu") + "ru" == self.word else "many"

    @property
    def tail(self) -> str:
        """The last syllable with the vowel before it, and its kind; of a verb in ru the consonant before it too, for
        of one kind there are two such vowels alone."""
        final = final_of(self.word)
        return f"{self.word[-len(final) - (2 if final == 'ru' else 1) :]} {self.kind}"

    def marks(self) -> Row:
        """The columns that say what kind of item it is."""
        return {
            "group": hepburn(f"{self.word} {self.polite}"),
            "irregular": flag(self.irregular),
            "made": str(int(self.made)),
            "ending": f"{final_of(self.word)} {self.kind}",
        }


def godan(word: str, *, made: bool = False) -> Verb:
    """A verb whose stem changes its last vowel."""
    final = final_of(word)
    kept = word.removesuffix(final)
    return Verb(word, f"{kept}{POLITE[final]}masu", kept, TE[final], made=made)


def ichidan(word: str, *, made: bool = False) -> Verb:
    """A verb that only drops its ru."""
    kept = word.removesuffix("ru")
    return Verb(word, f"{kept}masu", kept, "te", made=made)


def exception(word: str, te: str) -> Verb:
    """A verb whose te-form is its own."""
    polite = godan(word).polite
    for end, own in EXCEPTION_POLITE.items():
        if word.endswith(end):
            polite = word.removesuffix(end) + own
    added = next(ending for ending in ("shite", "tte", "te") if te.endswith(ending))
    return Verb(word, polite, te.removesuffix(added), added, irregular=True)


@cache
def verbs() -> tuple[Verb, ...]:
    """The verbs of the list, then the made-up ones: as many for each ending."""
    found = sections("japanese")
    real = [godan(word) for word in found["godan"]]
    real += [ichidan(word.rstrip("2")) for word in found["ichidan"]]
    real += [exception(*pair) for pair in zip(found["irregular"][::2], found["irregular"][1::2], strict=True)]
    known = [verb.word for verb in real] + found["taken"]
    pieces = ("ka", "mo", "sa", "ne", "ho", "yu", "re", "to"), ("ba", "gu", "mi", "ro", "da", "zo", "ne", "ki")
    made = []
    for final in ("ku", "gu", "su", "tsu", "nu", "bu", "mu", "ru"):
        made += [godan(word, made=True) for word in made_up((*pieces, (final,)), 18, known)]
    made += [
        godan(word, made=True) for word in made_up((("ka", "mo", "sa", "ho"), ("ba", "da", "na"), ("u",)), 12, known)
    ]
    made += [
        ichidan(word, made=True) for word in made_up((*pieces, ("beru", "giru", "meru", "seru", "jiru")), 40, known)
    ]
    return (*real, *made)


def latin() -> Iterator[Row]:
    """What follows the unchanged beginning, in Latin letters."""
    for verb in verbs():
        yield {
            "prompt": hepburn(f"{verb.word}, {verb.polite} → {verb.kept}…"),
            "answer": verb.added,
            **verb.marks(),
            "please": hepburn(f"{verb.kept}… ") + "kudasai" + hepburn(f" ({verb.polite}; {verb.word})"),
            "shown": hepburn(f"{verb.word}, {verb.polite}"),
            "tail": "" if verb.irregular else verb.tail,
            **claim(verb.word, hepburn(verb.te), hepburn(verb.wrong)),
        }


def in_kana() -> Iterator[Row]:
    """The whole form in kana; Latin letters are taken too."""
    for verb in verbs():
        yield {
            "prompt": f"{kana(verb.word)}、{kana(verb.polite)}",
            "answer": hepburn(verb.te),
            "accept": "|".join(dict.fromkeys((kana(verb.te), *({verb.te} - {hepburn(verb.te)})))),
            **verb.marks(),
            "te": f"{kana(verb.te)}、{kana(verb.polite)}",
            "word": hepburn(verb.word),
            "tail": "" if verb.irregular else f"{kana(verb.word)[-KANA_TAIL:]} {verb.kind}",
            **claim(verb.polite, kana(verb.te), kana(verb.wrong)),
        }


LISTS = {"japanese-te": latin, "japanese-te-kana": in_kana}
