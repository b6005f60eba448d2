"""Korean nouns and their particles, chosen by the sound that the noun ends in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from tools.language.rows import Row, claim, legend, made_up, sections

FIRST_SYLLABLE = 0xAC00
FINALS = 28
RIEUL = 8
TAIL = 2
"""Last letters, written out one by one, that words are kept apart by."""
PAIRS = {"topic": ("은", "는"), "subject": ("이", "가"), "object": ("을", "를")}
"""What a role's particle is after a consonant and after a vowel."""
LATIN = {"은": "eun", "는": "neun", "이": "i", "가": "ga", "을": "eul", "를": "reul", "으로": "euro", "로": "ro"}


def final_of(word: str) -> int:
    """The number of the last syllable's final consonant; 0 when it has none (Unicode, section 3.12)."""
    return (ord(word[-1]) - FIRST_SYLLABLE) % FINALS


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun, and whether it is made up."""

    word: str
    made: bool = False

    def marks(self) -> Row:
        """The columns that say what kind of item it is."""
        return {
            "group": self.word,
            "made": str(int(self.made)),
            "ending": str(final_of(self.word)),
            "tail": normalize("NFC", normalize("NFD", self.word)[-TAIL:]),
        }


@cache
def nouns() -> tuple[Noun, ...]:
    """The words of the list, then the made-up ones, as many for each kind of end."""
    found = sections("korean")
    known = found[""]
    firsts = ("두", "머", "자", "토", "벼", "그", "소", "하")
    ends = ("라마더보스지쿠테", "란맘덕봉습집쿱텅", "랄멀돌불슬질쿨텔")
    made = [word for end in ends for word in made_up((firsts, "나로베시구", end), 60, [*known, *found["taken"]])]
    return (*(Noun(word) for word in known), *(Noun(word, made=True) for word in made))


def topic() -> Iterator[Row]:
    """The topic particle, by one key."""
    for noun in nouns():
        yield {
            "prompt": f"{noun.word}_\n{legend(PAIRS['topic'])}",
            "answer": "1" if final_of(noun.word) else "2",
            "key": noun.word,
            **noun.marks(),
            "within": f"{noun.word}_ 무슨 뜻이에요?\n{legend(PAIRS['topic'])}",
        }


def three() -> Iterator[Row]:
    """Three particles."""
    for noun in nouns():
        for role, pair in PAIRS.items():
            right, wrong = pair if final_of(noun.word) else pair[::-1]
            yield {
                "prompt": f"{noun.word} ({role})",
                "answer": LATIN[right],
                **noun.marks(),
                "role": role,
                "both": f"{role} {final_of(noun.word)}",
                **claim(noun.word + role, noun.word + right, noun.word + wrong),
            }


def toward() -> Iterator[Row]:
    """The particle of direction."""
    for noun in nouns():
        forms = ("로", "으로") if final_of(noun.word) in {0, RIEUL} else ("으로", "로")
        yield {
            "prompt": f"{noun.word} → {noun.word}…",
            "answer": LATIN[forms[0]],
            **noun.marks(),
            **claim(noun.word, noun.word + forms[0], noun.word + forms[1]),
        }


LISTS = {"korean-topic": topic, "korean-three": three, "korean-toward": toward}
