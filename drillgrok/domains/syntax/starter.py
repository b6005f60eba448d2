"""What a new syntax deck begins as: a grammar that works as it stands, with comments that teach its notation."""

from __future__ import annotations

from typing import Final

from drillgrok.model.domain import DomainStarter

_DECK: Final = """\
# 2. The items. They are derived from the grammar in GRAMMAR, which lies beside this file and is explained there. With
#    "words: real" after the file's name, its real words stand where else made ones do.
items:
  domain: {name: syntax, file: GRAMMAR}

# 3. How much is never practised, so that it can show whether the rule was found; and how long one may think: without
#    hurry, under pressure, and at the very least.
held_out: 40%
pressure: {calm: 8 s, quick: 2.7 s, floor: 1.2 s}

# 4. Sealed until a learner has passed the exam. never_say: words that would give the rule away. reads: what the rule
#    goes by, here the words called Det; who learns a table of it has learnt the rule, by examples.
never_say: [agree, plural, singular]
reads: Det
rule: |
  The first noun of the sentence decides, however near another one stands: one is, several are. Source: name a grammar
  here, with its section.
"""

_GRAMMAR: Final = """\
# A grammar for drillgrok. One line, one statement; what stands behind a # is for you.
language English

# How made words sound. "O: b d f" lists sounds. "Noun = O V C" makes words of them, one sound of each list in a row;
# ^ is a capital, "..." letters as they are, (C) a sound that may be missing. "real" lists words of the language that
# may stand in their place. "taken" lists words that exist, so that none of them is made.
sounds
  O: bl dr fl gl kr pl sn str tr z
  V: a e i o u
  C: lb lk lm mp nd nk rf rm rp sk
  Noun = O V C
  Noun real = cat | dog | car | tree | book | chair
  taken: blank blimp blend blond drank drink drunk flank flask flasks gland krill plank plump snarl trump trunk

# Words: a name, features in [ ], and the forms. ~Noun is a made word, + joins pieces. Forms in the same place of two
# lines are forms of one word.
words
  Det[n=one] = this | that | every
  Det[n=two] = these | those | many
  N[n=one] = ~Noun
  N[n=two] = ~Noun+s
  Other = ~Noun | ~Noun+s
  Be[n=one] = is
  Be[n=two] = are
  Near = near | behind | beside | without | above | below
  Now = now | again | at home | in the end | as always | for a while | at noon | too late
  How = green | alone | heavy | quiet | new | far away | never lonely | still here
  Where = on the hill | in our street | by the sea
  Frame = they say that | I know that | we hope that
  Very = really | almost | surely

# Rules: a phrase and its parts. ?n is a value that is passed on: both parts that name it have to agree. * marks what is
# asked; ( ) is what may be missing; | parts alternatives; "..." is a word or a sign as it is. A rule may end in
# movement: "; Be to 2", "; Be to last", "; Be before How".
rules
  S -> Told "."
  Told -> Now "," Subj[n=?n] *Be[n=?n] How (Where)
  Subj[n=?n] -> Det[n=?n] N[n=?n] Near Det2 N2
  Det2 -> "the"
  N2 -> Other

# What is asked. way: form, place, pair of forms, pair of places or order. vary: the feature in which the offered forms
# differ. twins: the parts in which two sentences differ that are else alike, so that nothing but the rule tells their
# answers apart. drawn: words of which each sentence has some one.
ask
  way: form
  vary: n
  twins: Det N
  drawn: Frame Very

# Other wordings, for the exam: a phrase is made of itself and something more, or of its own parts in another way.
others
  longer: How -> Very How
  deeper: Told -> Frame Told
"""


def starter(deck_id: str) -> DomainStarter:
    """The files of a new deck, its grammar named after it."""
    name = f"{deck_id}.grammar"
    return DomainStarter(_DECK.replace("GRAMMAR", name), {name: _GRAMMAR})
