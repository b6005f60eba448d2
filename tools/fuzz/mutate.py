"""Small damage to a text, as bytes or inside JSON: what typing errors, bad lines and strangers do. Nothing is read
here."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

_PIECES: Final = (
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b": ",
        b",",
        b"*",
        b"&",
        b"!",
        b"|",
        b">",
        b"'",
        b'"',
        b"%",
        b"@",
        b"`",
        b"\\",
        b"-",
    ),
    *(
        b"\n",
        b"\r",
        b"\t",
        b" ",
        b"#",
        b"?",
        b"=",
        b".",
        b"..",
        b"(",
        b")",
        b"\x00",
        b"\x1b",
        b"\x7f",
        b"\xff",
        b"\xc3",
    ),
    *("\u202e".encode(), "\ufeff".encode(), "é".encode(), "e\u0301".encode(), "👍".encode(), b"\xed\xa0\x80"),
    *(
        b"0",
        b"-1",
        b"9",
        b"99999",
        b"9223372036854775807",
        b"1e999",
        b"0..99999",
        b"**",
        b"// 0",
        b"% 0",
        b"<<",
        b"nan",
    ),
    *(
        b"a",
        b"answer",
        b"items.csv",
        b"../x",
        b"/etc/passwd",
        b"\\u0000",
        b"\\ud800",
        b"{a.b}",
        b"{a:99}",
        b"true",
        b"~",
    ),
)
_STRANGE: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1.5, 10**30, "", " ", "x" * 3000, [], {}, [[]], "../x", "/x", "C:\\x", ".", "..", "a/b"),
    *("\x00", "\x1b[2J", "\ud800", "\u202e", "e\u0301", "DECK.YAML", "deck.yaml", "{}", "deck: x"),
)


def mutated(data: bytes, rng: Random) -> bytes:
    """One to four edits: something put in, taken out, doubled, exchanged or cut off."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        place = rng.randrange(len(data) + 1)
        length = rng.choice((0, 1, 1, 2, 4, 8, 30))
        piece = rng.choice(_PIECES) if rng.random() < 0.9 else rng.randbytes(rng.randrange(1, 9))
        match rng.randrange(8):
            case 0 | 1 | 2:
                data = data[:place] + piece + data[place + length :]
            case 3:
                data = data[:place] + data[place + length :]
            case 4:
                data = data[: place + length] + data[place:]
            case 5:
                data = _lines_exchanged(data, rng)
            case 6:
                data = data[:place] + piece * rng.choice((3, 50, 2000)) + data[place:]
            case _:
                data = (
                    data[:place]
                    if rng.random() < 0.2
                    else data[:place] + bytes([rng.randrange(256)]) + data[place + 1 :]
                )
    return data


def mutated_json(data: bytes, rng: Random) -> bytes:
    """A JSON object with a name or a value in it made strange, or with its text damaged."""
    if rng.random() < 0.3:
        return mutated(data, rng)
    value = json.loads(data)
    inner = value["files"] if "files" in value and rng.random() < 0.5 else value
    name = rng.choice(sorted(inner))
    match rng.randrange(4):
        case 0:
            inner[name] = rng.choice(_STRANGE)
        case 1:
            inner[str(rng.choice(_STRANGE))] = inner.pop(name)
        case 2:
            inner[str(rng.choice(_STRANGE))] = inner[name]
        case _:
            del inner[name]
    return json.dumps(value, ensure_ascii=rng.random() < 0.5).encode(errors="surrogatepass")


def _lines_exchanged(data: bytes, rng: Random) -> bytes:
    lines = data.split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)
