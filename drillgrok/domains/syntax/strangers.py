"""What a grammar says that cannot be meant: names that stand for nothing, features that nothing has, words that come in
no sentence. Each with its line and a mend; how a line is read is not known here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from drillgrok.domains.syntax.grammar import (
    VARIABLE,
    AskedWay,
    Asking,
    Features,
    RewriteRule,
    Word,
    WordShape,
)
from drillgrok.model.domain import LineFlaw


@dataclass
class SoFar:
    """What has been read so far."""

    settings: dict[str, str] = field(default_factory=dict)
    sounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shapes: dict[str, WordShape] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    words: dict[str, list[Word]] = field(default_factory=dict)
    rules: dict[str, list[RewriteRule]] = field(default_factory=dict)
    rewordings: dict[str, list[RewriteRule]] = field(default_factory=dict)
    asked: Asking = field(default_factory=Asking)
    lines: dict[str, int] = field(default_factory=dict)
    """Where a name is first said in what is asked."""
    places: dict[str, int] = field(default_factory=dict)
    """Where a category is first said to be something."""
    valued: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """The lines of words that have a feature with this value."""
    twins_line: int = 1


def strangers(found: SoFar) -> Iterator[LineFlaw]:
    """What is missing, and what is named but never said."""
    if "language" not in found.settings:
        yield LineFlaw(1, "The grammar names no language.", "Begin with a line such as 'language German'.")
    if not found.rules:
        yield LineFlaw(1, "The grammar has no rules.", "Add a section 'rules' with lines such as 'S -> NP V'.")
        return
    every = [rule for rules in (*found.rules.values(), *found.rewordings.values()) for rule in rules]
    unknown = [*_unknown(found, every)]
    yield from unknown
    if not unknown:
        yield from _unasked(found, every)
        yield from _apart(found, every)
        yield from _unmet(found, every)
        yield from _misspelt(found, every)
        yield from _idle(found)
    asked = found.asked
    if asked.way is not AskedWay.ORDER and not any(part.marked for rule in every for part in rule.body):
        yield LineFlaw(1, "No rule marks what is asked.", "Put * before the part that the question is about.")
    if asked.way in {AskedWay.FORM, AskedWay.PAIR_OF_FORMS} and not asked.vary:
        yield LineFlaw(1, "It is not said how the forms differ.", "Add 'vary: feature' under 'ask'.")
    if not asked.twins:
        mend = "Add 'twins: Name' under 'ask': the part in which two sentences differ when only their answers differ."
        yield LineFlaw(1, "It is not said what sets two similar sentences apart.", mend)


def _unknown(found: SoFar, rules: Sequence[RewriteRule]) -> Iterator[LineFlaw]:
    """Names that stand for nothing, each once, where it stands first."""
    known = [*found.rules, *found.words]
    named: dict[str, tuple[int, str]] = {}
    for rule in rules:
        parts = [part.category for part in rule.body if part.literal is None]
        moved = [name for move in rule.moves for name in (move.category, move.neighbour) if name]
        for name in (*parts, *moved):
            named.setdefault(name, (rule.line, f"Write words '{name} = ...' or a rule '{name} -> ...'."))
    asked = found.asked
    for name in (*asked.within, *asked.whole, *asked.twins, *asked.drawn, *asked.meet):
        named.setdefault(name, (found.lines.get(name, 1), "Delete it."))
    for name, (line, mend) in named.items():
        if name not in known:
            yield LineFlaw(line, f"Nothing is called '{name}'.", near(name, known, mend))


def _unasked(found: SoFar, rules: Sequence[RewriteRule]) -> Iterator[LineFlaw]:
    """Features that are varied and that nothing has which is asked about."""
    marked = {part.category for rule in rules for part in rule.body if part.marked}
    if found.asked.way not in {AskedWay.FORM, AskedWay.PAIR_OF_FORMS} or not marked <= found.words.keys():
        return
    known = sorted({name for category in marked for word in found.words[category] for name in word.features})
    for name in found.asked.vary:
        if marked and name not in known:
            mend = near(name, known, f"Write it at the words that are asked about: '{min(marked)}[{name}=...]'.")
            yield LineFlaw(found.lines.get(name, 1), f"Nothing that is asked about has the feature '{name}'.", mend)


def _apart(found: SoFar, rules: Sequence[RewriteRule]) -> Iterator[LineFlaw]:
    """Features that a rule asks for and nothing has, and values of which only one part knows: nothing would agree."""
    features: dict[str, dict[str, None]] = {}
    said = [(word.category, word.features) for words in found.words.values() for word in words]
    for category, names in (*said, *((rule.head.category, rule.head.features) for rule in rules)):
        features.setdefault(category, {}).update(dict.fromkeys(names))
    told: set[tuple[int, str]] = set()
    for rule in rules:
        for part in rule.body:
            known = [*features.get(part.category, ())]
            for name in part.features:
                if name not in known and (rule.line, name) not in told:
                    told.add((rule.line, name))
                    mend = near(name, known, f"Write it where '{part.category}' is said, or leave it out here.")
                    yield LineFlaw(rule.line, f"No '{part.category}' has the feature '{name}'.", mend)
    for line in sorted({rule.line for rule in rules}):
        yield from _lone(line, [rule for rule in rules if rule.line == line])


def _unmet(found: SoFar, rules: Sequence[RewriteRule]) -> Iterator[LineFlaw]:
    """Values that a rule asks a part for and nothing that it can be has."""
    said: dict[str, list[Features]] = {}
    for words in found.words.values():
        for word in words:
            said.setdefault(word.category, []).append(word.features)
    for rule in rules:
        said.setdefault(rule.head.category, []).append(rule.head.features)
    asked = {
        (part.category, name, value): rule.line
        for rule in reversed(rules)
        for part in rule.body
        for name, value in part.features.items()
        if part.literal is None and not value.startswith(VARIABLE)
    }
    for (category, name, value), line in sorted(asked.items(), key=lambda one: one[1]):
        held = [features.get(name, VARIABLE) for features in said.get(category, ())]
        named = [*dict.fromkeys(one for one in held if not one.startswith(VARIABLE))]
        if named and value not in named and not any(one.startswith(VARIABLE) for one in held):
            mend = f"It has {' or '.join(f'{name}={one}' for one in named)}."
            yield LineFlaw(line, f"No '{category}' has {name}={value}.", mend)


def _misspelt(found: SoFar, rules: Sequence[RewriteRule]) -> Iterator[LineFlaw]:
    """Values that one line of words alone has, and that nearly are another: nothing would agree with them. A form that
    is only ever offered beside the right one may have such a value."""
    marked = {part.category for rule in rules for part in rule.body if part.marked}
    offered = {
        pair
        for name in marked
        for word in found.words.get(name, ())
        for pair in word.features.items()
        if pair[0] in found.asked.vary
    }
    elsewhere = {pair for rule in rules for part in (rule.head, *rule.body) for pair in part.features.items()}
    for (name, value), lines in found.valued.items():
        if len(lines) > 1 or (name, value) in elsewhere | offered:
            continue
        others = [other for feature, other in (*found.valued, *elsewhere) if feature == name and other != value]
        meant = get_close_matches(value, others, n=1)
        if meant:
            what = f"{name}={value} stands here alone, so that nothing agrees with it."
            yield LineFlaw(lines[0], what, f"Did you mean {name}={meant[0]}?")


def _lone(line: int, rules: Sequence[RewriteRule]) -> Iterator[LineFlaw]:
    """Values that one part of a rule has by one name, and all others by another."""
    passed = [Counter(pair for part in (rule.head, *rule.body) for pair in variables(part.features)) for rule in rules]
    often = {value for each in passed for value in _values(each) if _values(each)[value] > 1}
    for name, value in dict.fromkeys(pair for each in passed for pair in each):
        others = [other for each in passed for feature, other in each if feature == name and other != value]
        if value not in often and others:
            mend = f"Write '{name}={others[0]}', or leave it out."
            yield LineFlaw(line, f"'{value}' stands here once, so that it passes nothing on.", mend)


def _values(passed: Mapping[tuple[str, str], int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (_, value), count in passed.items():
        counts[value] += count
    return counts


def _idle(found: SoFar) -> Iterator[LineFlaw]:
    """Words and phrases that come in no sentence, whatever its wording."""
    seen: set[str] = set()
    others = [part.category for rules in found.rewordings.values() for rule in rules for part in rule.body]
    ahead = [next(iter(found.rules)), *others]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += [part.category for rule in found.rules.get(name, ()) for part in rule.body]
    for name, line in found.places.items():
        if name not in seen:
            yield LineFlaw(line, f"'{name}' comes in no sentence.", "Name it in a rule, or delete it.")


def near(word: str, known: Sequence[str], otherwise: str) -> str:
    """The known name that a word may stand for, as a question; else the other mend."""
    found = get_close_matches(word, known, n=1)
    return f"Did you mean '{found[0]}'?" if found else otherwise


def variables(features: Features) -> Iterator[tuple[str, str]]:
    """Feature and name of each value that is passed on."""
    yield from ((name, value) for name, value in features.items() if value.startswith(VARIABLE))
