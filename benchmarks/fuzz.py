"""Keys and bytes that no terminal should send, into the drill in living pseudo-terminals: it goes on, ends with Ctrl+C,
gives the terminal back and has kept every answer.

`python -m benchmarks.fuzz [--sequences N] [--seed N]`: 20,000 sequences, unless told otherwise, some hundred into each
terminal; what ended wrongly is kept in benchmarks/corpus/keys and tried first the next time. Hostile files are tried by
`python -m tools.fuzz`. Writes figures/fuzz_keys.md."""

from __future__ import annotations

import argparse
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.homes import environment
from benchmarks.trials import DECK, Tried, command, faults, finish

CORPUS: Final = Path(__file__).with_name("corpus") / "keys"
_COMMAND: Final = "python -m benchmarks.fuzz"
_HOW: Final = """\
Sequences of one to twelve pieces: parts of escape sequences, reports of size, mouse and modes, keys of the kitty
protocol with numbers out of every range, bytes that are no UTF-8, unclosed pastes, and plain keys of the drill. Each
terminal gets {each} of them, then Ctrl+C; the program has to end with 130 within a minute, print no traceback, and
leave a sound database."""
_EACH: Final = 200
_OPENS_S: Final = 60
_PIECES: Final = (
    b"\x1b", b"\x1b[", b"\x1bO", b"\x1b[200~", b"\x1b[201~", b"\x1b[<", b"\x1b[M", b"\x1b[48;", b"\x1b[?2026;", b"$y",
    b"u", b"~", b"t", b"M", b"m", b"R", b"I", b"O", b";", b":", b"?", b"0", b"1", b"3", b"99", b"57443", b"1114112",
    b"55296", b"99999999999", b"-1", b"\xe9", b"\xff", b"\xf0\x9f", b"\x00", b"\x7f", b"\r", b"\t", b" ", b"1", b"7",
    b"12", b"u", b"n", b"!", b"b", b"?",
)  # fmt: skip


def sequence(rng: Random) -> bytes:
    """What is sent in one go."""
    return b"".join(rng.choice(_PIECES) for _ in range(rng.randint(1, 12)))


def tried_in_a_terminal(home: Path, sequences: list[bytes]) -> list[str]:
    """What went wrong with these in one terminal."""
    master, slave = os.openpty()
    process = subprocess.Popen(
        command("practice", DECK),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment(home),
        start_new_session=True,
    )
    os.close(slave)
    said = _until(master, b"starts") + _read(master, 1.0)
    for one, shown in ((b"\r", b"Esc"), (b"\x1b", b"pause")):
        os.write(master, one)
        said += _until(master, shown) + _read(master, 0.5)
    for one in sequences:
        if process.poll() is not None:
            break
        os.write(master, one)
        said += _read(master, 0.002)
    wrong = [f"it ended by itself with {process.returncode}"] if process.poll() is not None else []
    until_s = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until_s:
        os.write(master, b"\x1b[201~\x03")
        said += _read(master, 0.5)
    if process.poll() is None:
        wrong.append("Ctrl+C did not end it")
        process.kill()
    code = process.wait()
    said += _read(master, 0.2)
    os.close(master)
    if code not in {130, 0} or b"Traceback" in said or b"not foreseen" in said:
        wrong.append(f"exit code {code}: {said[-300:]!r}")
    return wrong


def _until(master: int, word: bytes) -> bytes:
    """What comes up to a word on the screen, for a minute at most: a machine that is busy opens slowly."""
    said, until_s = b"", time.monotonic() + _OPENS_S
    while word not in said and time.monotonic() < until_s:
        said += _read(master, 0.25)
    return said


def _read(master: int, seconds: float) -> bytes:
    said, until_s = b"", time.monotonic() + seconds
    while select.select([master], [], [], max(until_s - time.monotonic(), 0))[0]:
        try:
            said += os.read(master, 65_536)
        except OSError:  # Linux tells the end of the other side so
            return said
    return said


def main() -> int:
    """1 where anything ended wrongly."""
    parser = argparse.ArgumentParser(prog=_COMMAND, description=__doc__)
    parser.add_argument("--sequences", type=int, default=20_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--quick", action="store_true", help="write no page")
    asked = parser.parse_args()
    kept, fresh, rng = Tried("kept sequences"), Tried("fresh sequences"), Random(asked.seed)
    with TemporaryDirectory(prefix="drillgrok-") as folder:
        home = Path(folder)
        for file in sorted(CORPUS.glob("*.bin")):
            kept.note(*tried_in_a_terminal(home, file.read_bytes().split(b"\n\n")))
        for place in range(0, asked.sequences, _EACH):
            sequences = [sequence(rng) for _ in range(min(_EACH, asked.sequences - place))]
            wrong = tried_in_a_terminal(home, sequences)
            if wrong:
                CORPUS.mkdir(parents=True, exist_ok=True)
                (CORPUS / f"{asked.seed}-{place}.bin").write_bytes(b"\n\n".join(sequences))
            fresh.note(*wrong)
            fresh.times += len(sequences) - 1
        kept.note(*faults(home, 0))
    return finish("Keys", _HOW.format(each=_EACH), (kept, fresh), _COMMAND, "fuzz_keys.md", quick=asked.quick)


if __name__ == "__main__":
    sys.exit(main())
