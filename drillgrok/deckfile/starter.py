"""The files of a new deck: sound as they stand, with comments that teach. Answers of `deck new` in, texts out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from textwrap import wrap
from typing import Final

from drillgrok.domains import STARTERS, domain_starter, option_sheet
from drillgrok.model.options import DomainOption, OptionSheet

SCHEMA_FILE: Final = "decks.schema.json"
"""Beside the deck, for editors that can use it."""


class Origin(StrEnum):
    """Where the items of the new deck come from."""

    TABLE = "table"
    LIST = "list"


ABOUT: Final = {
    Origin.TABLE: "Two numbers go in, one comes out. Type it.",
    Origin.LIST: "A word is shown. Type what becomes of it.",
}
"""What learners are told unless the author says otherwise."""


@dataclass(frozen=True, slots=True)
class Starter:
    """What an author has said of a new deck."""

    deck_id: str
    title: str
    about: str
    origin: Origin
    for_editors: bool = False
    """The schema lies beside the deck."""
    domain: str = ""
    """The domain that makes the items; then `origin` says nothing."""

    @property
    def main(self) -> str:
        """The name of the deck file."""
        return f"{self.deck_id}.yaml"

    def files(self) -> Mapping[str, str]:
        """The deck file and what it names, by file name."""
        hint = f"# yaml-language-server: $schema={SCHEMA_FILE}\n" if self.for_editors else ""
        head = _HEAD.format(main=self.main, id=self.deck_id, title=_quoted(self.title), about=_quoted(self.about))
        if self.domain in STARTERS:
            made = domain_starter(self.domain, self.deck_id)
            return {self.main: hint + head + made.body, **made.files}
        if self.domain:
            return {self.main: hint + head + _domain_body(self.domain, option_sheet(self.domain))}
        body = _BODIES[self.origin].replace("LIST.csv", f"{self.deck_id}.csv")
        texts = {self.main: hint + head + body}
        if self.origin is Origin.LIST:
            texts[f"{self.deck_id}.csv"] = "".join(f"{row}\n" for row in ("prompt,answer,family", *_rows()))
        return texts


def _domain_body(name: str, sheet: OptionSheet) -> str:
    """The items of a domain, with its options as comments."""
    told = ", ".join(f"{option}: {value}" for option, value in {"name": name, **sheet.example}.items())
    comments = "".join(f"  #   {line}\n" for option in sheet.options for line in _told_of(option))
    return _DOMAIN.format(says=sheet.says, told=told, options=comments, name=name, pressure=sheet.pressure)


def _told_of(option: DomainOption) -> Iterator[str]:
    yield f"{option.name}: {option.says}"
    yield from wrap(option.takes.told, 100, initial_indent="    ", subsequent_indent="    ")


def _quoted(text: str) -> str:
    """A text as YAML reads it back, whatever is in it: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)


_HEAD: Final = """\
# A deck for drillgrok. What stands behind a # is for you: the program does not read it.
# This deck works as it stands. Change one thing at a time, save, and ask:
#   drillgrok deck check {main}      is it sound, and is there a rule to find?
#   drillgrok deck preview {main}    what will learners see?

# 1. What everybody sees before the first item. Nothing here may hint at the rule.
deck: {id}  # never change it: answers are stored under it
title: {title}
about: {about}

"""

_TABLE: Final = """\
# 2. The items. These lines make one for every a and b from 0 to 60: 3,721 items. A learner should not be able to
#    know them all by heart, so have some hundreds at the least; thousands cost you nothing here.
items:
  table: {a: 0..60, b: 0..60}
  # What is shown. {a} is the value of a.
  prompt: "{a} ~ {b}"
  # What is right: arithmetic with + - * // % and functions such as max(a, b). This line is the rule.
  answer: 2 * abs(a - b) + min(a, b)
  # Which items give each other's answer away. Here 3 ~ 8 and 8 ~ 3 do: if one is practised, the other is no surprise.
  # Without such a pair, delete the line.
  group: {unordered: [a, b]}

# 3. Other wordings of the same knowledge, for the exam. One of them should turn the question round.
rephrased:
  - {prompt: "Put in {a} and {b}. What comes out?", answer: answer}
  - {prompt: "{a} ~ ? = {answer}", answer: b}

# 4. How much is never practised, so that it can show whether the rule was found; and how long one may think: without
#    hurry, under pressure, and at the very least. The time to type is added by itself.
held_out: 40%
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}

# 5. Sealed until a learner has passed the exam. never_say: words that would give the rule away.
never_say: [gap, difference, twice]
rule: |
  Twice the gap between the two numbers, and the smaller number on top.
"""

_DOMAIN: Final = """\
# 2. The items: {says} Their options, of which the first one has to be given:
items:
  domain: {{{told}}}
{options}  # More about them: drillgrok deck domains {name}

# 3. How much is never practised, so that it can show whether the rule was found; and how long one may think: without
#    hurry, under pressure, and at the very least. The time to type is added by itself.
held_out: 40%
pressure: {pressure}

# 4. Sealed until a learner has passed the exam. never_say: [words, that, would, give, the, rule, away].
rule: |
  Write here what has to be found.
"""

_LIST: Final = """\
# 2. The items. They stand in LIST.csv, one a row: open it in any spreadsheet, put your own rows in the place of the
#    made-up words, and save it as CSV. The columns prompt and answer must be there; what others can do stands in
#    docs/decks.md. A learner should not be able to know all rows by heart, so have 300 at the least.
items:
  list: LIST.csv
  apart: family  # a column of the list: rows of one family are all practised or all held out, as likeness tells much
  # Rows that give each other's answer away, such as two forms of one word, have the same text in a column "group".

# 3. Other wordings of the same knowledge, for the exam. One of them should turn the question round.
rephrased:
  - {prompt: "{answer} was made from one word. Which?", answer: prompt}

# 4. How much is never practised, so that it can show whether the rule was found; and how long one may think: without
#    hurry, under pressure, and at the very least. The time to type is added by itself.
held_out: 40%
pressure: {calm: 10 s, quick: 3.5 s, floor: 1.5 s}

# 5. Sealed until a learner has passed the exam. never_say: words that would give the rule away.
never_say: [vowel, doubled, ending]
#    And what the rule goes by: who learns a table of it has learnt the rule, by examples.
reads: [last letter, last 2 letters]
rule: |
  A word that ends in a vowel takes -lu. Any other word doubles its last letter and takes -o.
"""

_BODIES: Final = {Origin.TABLE: _TABLE, Origin.LIST: _LIST}


def _rows() -> Iterator[str]:
    """Made-up words and what becomes of them: every second one ends in a vowel."""
    for number, (onset, vowel, coda) in enumerate(product("bdfghjklmnprstvz", "aeiou", "lnrst")):
        word = f"{onset}{vowel}{coda}" + ("a" if number % 2 else "")
        made = f"{word}lu" if word.endswith("a") else f"{word}{coda}o"
        yield f"{word},{made},{word[-2:]}"
