"""Twins of held-out items among the practised: what a table's changes and a list's texts join, and the share they give
away. No change is tried here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from drillgrok.audit.finding import Finding, Severity, percent
from drillgrok.audit.symmetry import COPIES, Missed, Symmetry, missed
from drillgrok.audit.texts import Texts, folded, words_in_order
from drillgrok.console.text import counted
from drillgrok.items.table_items import TableItems
from drillgrok.model.item import Item
from drillgrok.practice.split import Split

LEAST_GIVEN = 0.01
"""Of the held-out items; what gives fewer away is not worth a word."""

_NAMED = 3


def of_table(split: Split, items: TableItems) -> Iterator[Finding]:
    """What changes of the values shown give away."""
    found = missed(items)
    yield _symmetries(split, found)
    yield _copies(split, found, items.chance)


def _symmetries(split: Split, found: Missed) -> Finding:
    """The symmetries that join held-out items with practised ones, near copies before all others."""
    part = split.part_of_group[split.items.group_of]
    held_out = found.tried[part[found.tried] > 0]
    given = [(symmetry, np.isin(held_out, _given_away(part, symmetry))) for symmetry in found.symmetries]
    telling = [(s, rows) for s, rows in given if s.holds and len(rows) and rows.mean() >= LEAST_GIVEN]
    told = [(s, rows) for s, rows in telling if s.near] or telling
    if not told:
        return Finding("leaks.twins", Severity.OK, "No swap, turn or shift of the values gives held-out answers away.")
    told.sort(key=lambda each: -each[1].mean())
    together = float(np.any([rows for _, rows in told], axis=0).mean())
    changes = "; ".join(f"{symmetry.words} ({percent(float(rows.mean()))})" for symmetry, rows in told[:_NAMED])
    changes += f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    numbers = {"known": float(told[0][1].mean()), "together": together, "found": len(told)}
    if told[0][0].near:
        severity = Severity.WARN
        says = (
            f"The answer stays the same with {changes}: {percent(together)} of the held-out items tried are near copies"
        )
        says += " of practised ones."
        mend = "State it under 'group', or under 'apart' where such items should count by themselves."
    else:
        severity = Severity.NOTE
        says = (
            f"The groups leave out a symmetry of the rule: {changes}. Of the held-out items tried {percent(together)}"
        )
        says += " have such a twin among the practised."
        mend = "That is in order if only somebody who has most of the rule can see it; else state it under 'group'."
    return Finding("leaks.twins", severity, says, numbers, mend)


def _copies(split: Split, found: Missed, chance: float) -> Finding:
    """The change that gives most held-out answers away to somebody who copies the practised twin, though it does not
    always hold."""
    part = split.part_of_group[split.items.group_of]
    held_out = int((part[found.tried] > 0).sum())
    shares = {s.words: len(np.unique(_given_away(part, s))) / max(held_out, 1) for s in found.symmetries if not s.holds}
    words = max(shares, key=lambda each: shares[each], default="")
    if not words or shares[words] <= chance + COPIES:
        return Finding("leaks.copies", Severity.OK, "Copying what looks nearly the same is no better than guessing.")
    return Finding(
        "leaks.copies",
        Severity.NOTE,
        f"Whoever copies the answer of the practised twin ({words}) is right in {percent(shares[words])} of the"
        f" held-out items tried; the deck's chance is {percent(chance)}.",
        {"copied": shares[words], "chance": chance},
        "Keep such items together under 'group' or 'apart', or raise 'chance'.",
    )


def _given_away(part: npt.NDArray[np.int8], symmetry: Symmetry) -> npt.NDArray[np.int64]:
    """The held-out rows of which a twin is practised."""
    given: npt.NDArray[np.int64] = symmetry.rows[(part[symmetry.rows] > 0) & (part[symmetry.twins] == 0)]
    return given


def of_texts(split: Split, texts: Texts) -> Finding:
    """Items of different groups that are one and the same question: by case, marks or the order of words, or asked the
    other way round."""
    alike = _pairs([(words_in_order(item.prompt), item.accepts) for item in texts.items])
    turned = _turned(texts.items)
    rows = texts.rows
    pairs = np.asarray([*alike, *turned], np.int64).reshape(-1, 2)
    groups = split.items.group_of[rows]
    apart = pairs[groups[pairs[:, 0]] != groups[pairs[:, 1]]]
    if not len(apart):
        return Finding(
            "leaks.twins", Severity.OK, "No two groups ask the same in another order or the other way round."
        )
    both = np.concatenate([apart, apart[:, ::-1]])
    known = _practised_twin(split, rows[both[:, 0]], rows[both[:, 1]])
    return Finding(
        "leaks.twins",
        Severity.WARN if known >= LEAST_GIVEN else Severity.NOTE,
        f"{counted(len(apart), 'pair of items asks', 'pairs of items ask')} the same in another order or the other way"
        f" round: {percent(known)} of the held-out items tried have such a twin among the practised.",
        {"known": known, "found": len(apart)},
        "Give both the same value in a 'group' column.",
    )


def _practised_twin(split: Split, rows: npt.NDArray[np.int64], twins: npt.NDArray[np.int64]) -> float:
    """The share of held-out rows, of all that have a twin, whose twin is practised; 0 where no row is held out."""
    part = split.part_of_group[split.items.group_of]
    out = part[rows] > 0
    return float((part[twins[out]] == 0).mean()) if out.any() else 0.0


def _pairs(names: Sequence[tuple[str, frozenset[str]]]) -> Iterator[tuple[int, int]]:
    """Places with equal names that share an answer, each beside the first of them."""
    first: dict[str, int] = {}
    for place, (name, accepts) in enumerate(names):
        earlier = first.setdefault(name, place)
        if earlier != place and accepts & names[earlier][1]:
            yield earlier, place


def _turned(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Places where the prompt of one is the answer of the other, both ways."""
    by_prompt = {folded(item.prompt): place for place, item in enumerate(items)}
    for place, item in enumerate(items):
        other = by_prompt.get(folded(item.right))
        if other is not None and place < other and folded(items[other].right) == folded(item.prompt):
            yield place, other
