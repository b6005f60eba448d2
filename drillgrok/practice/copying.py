"""The warm-up: typing what is shown, to measure the learner's copy time. No item is asked here."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from drillgrok.items.spelling import belongs
from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Stamp
from drillgrok.practice import deadlines
from drillgrok.practice.answering import Step, ask_next
from drillgrok.practice.events import Key, SaveCopyTime
from drillgrok.practice.state import Copying, Notice, Run, Session, Stage, Typed
from drillgrok.practice.typing import erase_key, type_key

_NS_PER_MS = 1_000_000


SAMPLES = {AnswerKind.MOVE: 8, AnswerKind.TAPS: 8}
"""Texts to copy of four keys each; of the other kinds, which are shorter, there are more."""
_SQUARES = tuple(f"{file}{rank}" for file in "abcdefgh" for rank in "12345678")
_TAP_KEYS = "fj"


def warm_up(run: Run, rng: Random) -> Copying:
    """The texts to copy, drawn from what this deck's answers look like: a move as from one square to another, taps as
    four keys."""
    field = run.field
    if field.kind is AnswerKind.MOVE:
        moves = ("".join(rng.sample(_SQUARES, 2)) for _ in range(SAMPLES[field.kind]))
        return Copying(field.kind, tuple(moves))
    if field.kind is AnswerKind.TAPS:
        keys = sorted(field.alphabet or _TAP_KEYS)
        taps = ("".join(rng.choices(keys, k=4)) for _ in range(SAMPLES[field.kind]))
        return Copying(field.kind, tuple(taps))
    if field.kind is AnswerKind.CHOICE:
        pool = [str(k + 1) for k in range(max(len(field.choices), 2))]
    elif field.closed is not None:
        pool = sorted(field.closed)
    else:
        indexes = rng.choices(run.split.practised, k=deadlines.COPY_SAMPLES)  # no held-out answer is ever shown
        items = (run.item(int(index)) for index in indexes)
        pool = [min(item.accepts, default=item.right) for item in items]  # what is shown may name several: 130 or 131
    pool = [text for text in pool if text.isascii()] or pool  # what is on every keyboard, where there is any
    return Copying(field.kind, tuple(rng.choice(pool) for _ in range(deadlines.COPY_SAMPLES)))


def painted(session: Session, at: Stamp) -> Session:
    """The text to copy is on the screen."""
    copying = session.copying
    if copying is None or copying.painted_ns is not None:
        return session
    return replace(session, copying=replace(copying, painted_ns=at.mono_ns))


def key(session: Session, event: Key) -> Step:
    """One key of the copy; Esc skips what is left."""
    copying = session.copying
    if copying is None or event.name == "escape":
        left = session.notice is Notice.NOT_COPIED
        notice = Notice.NONE if left else session.notice
        return ask_next(replace(session, copying=None, stage=Stage.ASKING, notice=notice)), ()
    if copying.painted_ns is None or event.at.mono_ns < copying.painted_ns:
        return session, ()
    if event.name == "backspace":
        return replace(session, typed=erase_key(session.typed, event.at.mono_ns)), ()
    char = belongs(session.run.field, event.char)
    if char is None:
        return session, ()
    typed = type_key(session.typed, char, event.at.mono_ns)
    session = replace(session, notice=Notice.NONE)
    if typed.text == copying.text:
        return _copied(session, copying, round((event.at.mono_ns - copying.painted_ns) / _NS_PER_MS), event.at)
    whole = len(typed.text) >= len(copying.text)
    return replace(session, typed=Typed(), notice=Notice.NOT_COPIED) if whole else replace(session, typed=typed), ()


def _copied(session: Session, copying: Copying, sample_ms: int, at: Stamp) -> Step:
    samples_ms = (*copying.samples_ms, sample_ms)
    if len(samples_ms) < len(copying.texts):
        return replace(session, typed=Typed(), copying=replace(copying, samples_ms=samples_ms, painted_ns=None)), ()
    measured = replace(session, copying=None, copy_ms=deadlines.copy_time_ms(samples_ms), copy_measured=True)
    return ask_next(measured), (SaveCopyTime(copying.kind, samples_ms, at.moment),)
