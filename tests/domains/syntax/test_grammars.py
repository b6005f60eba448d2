"""Grammars: what their notation says, what is derived of them, and what of that can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from drillgrok.domains import domain_items
from drillgrok.domains.syntax.items import SyntaxItems
from drillgrok.domains.syntax.made_words import is_kept_back
from drillgrok.domains.syntax.notation import read_grammar
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions, FileFlaws

GRAMMAR = """
language Test

sounds
  O: b d g k
  V: a e o
  C: l m n r s
  Noun = ^ O V C V C
  Verb = O V C
  taken: balal

words
  Det[n=one] = this
  Det[n=two] = these
  N[n=one] = ~Noun
  N[n=two] = ~Noun+s
  Verb[n=one] = ~Verb+t
  Verb[n=two] = ~Verb+en
  When = today | at night | soon
  Who = he says | she says

rules
  S -> Subj When *Verb[n=?n] "."; Verb after Subj
  S -> When Subj *Verb[n=?n] "."
  Subj -> Det[n=?n] N[n=?n]

ask
  way: form
  vary: n
  twins: Det N

others
  longer: When -> When "and" When
  deeper: S -> Who "," S
"""
LINKED = GRAMMAR.replace("Subj When *Verb", "Subj[n=?n] When *Verb").replace("When Subj *Verb", "When Subj[n=?n] *Verb")
WHOLE = LINKED.replace("Subj -> Det", "Subj[n=?n] -> Det")


def made(text: str = WHOLE, **values: str) -> SyntaxItems:
    made = domain_items(DomainOptions("syntax", {"file": "g.grammar", **values}, {"g.grammar": text}))
    assert isinstance(made, SyntaxItems)
    return made


def flaws(text: str) -> Mapping[int, str]:
    with pytest.raises(FileFlaws) as found:
        read_grammar(text, "g.grammar")
    return {flaw.line: f"{flaw.what} {flaw.mend}" for flaw in found.value.flaws}


def line_of(text: str, part: str) -> int:
    return 1 + next(number for number, line in enumerate(text.split("\n")) if part in line)


def test_a_sentence_agrees_moves_and_is_spelt() -> None:
    domain = made()
    sentences = {right for index in range(len(domain)) for right, is_right in domain.readings(index) if is_right}
    firsts = {sentence.split()[0] for sentence in sentences}
    assert firsts == {"This", "These", "Today", "At", "Soon"}
    for sentence in sentences:
        words = sentence.removesuffix(".").split()
        at = (
            words.index("these" if "these" in words else "these".title() if "These" in words else "this")
            if ({"these", "These", "this"} & set(words))
            else words.index("This")
        )
        plural = words[at].casefold() == "these"
        assert words[at + 1].endswith("s") or not plural
        assert words[at + 2].endswith("en" if plural else "t")


def test_each_answer_is_right_once_in_each_skeleton_of_a_copy() -> None:
    domain = made()
    found = Counter((domain.traits(index).group, domain.item(index).right, index % 2) for index in range(len(domain)))
    assert set(found.values()) == {1}
    answers = Counter(domain.item(index).right for index in range(len(domain)))
    assert len(set(answers.values())) == 1


def test_practice_never_has_a_word_of_those_that_are_kept_back_nor_one_that_exists() -> None:
    domain = made()
    words = {word for index in range(len(domain)) for line, _ in domain.readings(index) for word in line.split()}
    nouns = {word.rstrip("s.") for word in words if word[0] in "BDGK"}
    assert nouns
    assert "Balal" not in nouns
    stems = {noun for noun in nouns if len(noun) == 5}
    assert not [noun for noun in stems if is_kept_back(noun)]


def test_new_words_keep_the_structure_and_the_answer() -> None:
    domain = made()
    for index in range(len(domain)):
        plain, new = domain.item(index), domain.rephrased(index, domain.new_words)
        assert new is not None
        assert new.right == plain.right
        assert new.prompt != plain.prompt
        assert len(new.prompt.split()) == len(plain.prompt.split())


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ("  Noun = ^ O V C V C", "  Noun = ^ O V X V C", "no sounds called 'X'"),
        ("  N[n=two] = ~Noun+s", "  N[n=two] = ~Nuon+s", "Did you mean 'Noun'"),
        ("  Subj[n=?n] -> Det[n=?n] N[n=?n]", "  Subj[n=?n] -> Dte[n=?n] N[n=?n]", "Did you mean 'Det'"),
        ("  way: form", "  way: shape", "not a way to ask"),
        ("  Det[n=two] = these", "  Det[n] = these", "not a feature"),
        ("  vary: n", "  very: n", "Did you mean 'vary'"),
        ("rules", "rule", "Did you mean 'rules'"),
        ("  twins: Det N", "  twins: Det M", "Nothing is called 'M'"),
        ("; Verb after Subj", "; Verb behind Subj", "not a movement"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_mend(part: str, instead: str, said: str) -> None:
    text = WHOLE.replace(part, instead)
    found = flaws(text)
    assert said in found[line_of(text, instead)]


def test_all_mistakes_are_told_at_once() -> None:
    text = WHOLE.replace("  way: form", "  way: shape").replace("  Det[n=two] = these", "  Det[n] = these")
    assert len(flaws(text)) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WHOLE.replace("Subj[n=?n] -> Det", "Subj[n=?n] -> Subj[n=?n] N[n=?n] | Det"), "contains itself"),
        (WHOLE.replace("  Det[n=two] = these\n", ""), "No two sentences"),
        (WHOLE.replace("*Verb[n=?n]", "*Verb[n=three]"), "No 'Verb' has n=three"),
        (
            WHOLE.replace("  Det[n=one] = this\n", "").replace("  N[n=two] = ~Noun+s\n", ""),
            "Nothing can be derived",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_mend(text: str, said: str) -> None:
    with pytest.raises(DrillgrokError, match=said) as found:
        made(text)
    assert found.value.mend


def test_a_grammar_that_grows_without_end_is_refused_in_time() -> None:
    many = "  A = " + " | ".join(f"a{n}" for n in range(60))
    text = WHOLE.replace("  When = today | at night | soon", f"{many}\n  When -> A A A A")
    text = text.replace("  When -> A A A A\n", "").replace("  Subj[n=?n] ->", "  When -> A A A A\n  Subj[n=?n] ->")
    with pytest.raises(DrillgrokError, match="more than 60,000"):
        made(text)


def test_a_miss_is_shown_as_two_sentences() -> None:
    domain = made()
    from drillgrok.items.domain_items import DomainDeckItems

    deck = DomainDeckItems("test", domain)
    from random import Random

    for index in range(12):
        item = deck.item(index, (), Random(1))
        sentences = {str(at): sentence for at, (sentence, _) in enumerate(domain.readings(index), start=1)}
        wrong = next(key for key in sentences if key != item.right)
        assert domain.corrected(index, item, wrong).spoken == (sentences[item.right], sentences[wrong])
