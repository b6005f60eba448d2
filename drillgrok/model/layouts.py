"""Where the letters of other alphabets lie on a keyboard, by the Latin letter of the same place: a learner whose
keyboard writes Russian presses the key for `q` and gets `й`. Standard layouts; standard library only."""

from __future__ import annotations

from typing import Final

_LATIN: Final = "qwertyuiopasdfghjklzxcvbnm"
_LAYOUTS: Final = (
    "йцукенгшщзфывапролдячсмить",  # Russian
    "йцукенгшщзфівапролдячсмить",  # Ukrainian
    "явертъуиопасдфгхйклзьцжбнм",  # Bulgarian, phonetic
    ";ςερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    "ضصثقفغعهخحشسيبلاتنمئءؤرىةو",  # Arabic (101)
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",  # Korean
)


def _places() -> dict[str, str]:
    """Letter -> Latin letter; of a letter that lies in two places the first layout decides."""
    found: dict[str, str] = {}
    for layout in _LAYOUTS:
        for letter, latin in zip(layout, _LATIN, strict=True):
            if letter.isalpha():
                found.setdefault(letter, latin)
                found.setdefault(letter.upper(), latin)
    return found


_PLACES: Final = _places()


def latin_of(char: str) -> str:
    """The Latin letter on the key that writes this one; the character itself where it is none of theirs."""
    return _PLACES.get(char, char)
