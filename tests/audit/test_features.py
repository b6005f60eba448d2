"""What prompts are made of, and answers seen as classes."""

from __future__ import annotations

from unicodedata import normalize

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drillgrok.audit.features import features, in_letters
from drillgrok.shortcuts.prompts import unframed
from drillgrok.shortcuts.readings import RARE, best_classes


@example(["", "10"], "", "1")
@given(st.lists(st.text(max_size=12), min_size=1, max_size=8), st.text(max_size=5), st.text(max_size=5))
def test_a_frame_round_all_prompts_leaves_the_same_signs(prompts: list[str], before: str, after: str) -> None:
    framed = unframed([before + prompt + after for prompt in prompts])
    assert [*map(sorted, framed)] == [*map(sorted, unframed(prompts))]  # where one prompt is all frame, in any order


@given(st.lists(st.text(max_size=12), min_size=2, max_size=8, unique=True))
def test_prompts_that_differ_still_differ_without_their_frame(prompts: list[str]) -> None:
    assert len(set(unframed(prompts))) == len(prompts)


@given(st.text(max_size=30))
def test_every_text_has_features_with_the_same_names_each_time(prompt: str) -> None:
    assert list(features(prompt)) == list(features(prompt))
    assert all(features(prompt))


@pytest.mark.parametrize(
    ("prompt", "feature"),
    [
        ("kitap", "last last vowel a"),
        ("söz", "last last vowel ö"),
        ("가방", "last ends \u11bc"),
        ("ca·FÉ", "shape a·A"),
        ("auto·apina", "last begins api"),
        ("stop", "whole at -1 o"),
    ],
)
def test_a_feature_is_what_a_learner_could_go_by(prompt: str, feature: str) -> None:
    assert normalize("NFD", feature) in features(prompt)


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        (["kitap", "söz"], True),
        (["가방 (object)", "물 (topic)"], True),
        (["1950-01-02", "1999-12-31"], False),
        (["48213", "55102"], False),
        (["3 + 4", "5 + 1"], False),
        ([""], False),
    ],
)
def test_words_are_told_from_numbers_and_signs(prompts: list[str], expected: bool) -> None:
    assert in_letters(prompts) is expected


def reading_of(*pairs: tuple[str, ...]) -> tuple[bool, list[int]]:
    """Each pair a group of its own."""
    classes = best_classes([p for p, *_ in pairs], [rights for _, *rights in pairs], np.arange(len(pairs)))
    return classes.of_change, classes.of_item.tolist()


def test_answers_that_recur_are_their_own_classes() -> None:
    assert reading_of(("ad", "a"), ("ev", "e"), ("at", "a"), ("el", "e")) == (False, [0, 1, 0, 1])


def test_answers_that_never_recur_are_seen_as_changes_of_the_prompt() -> None:
    pairs = [("cat", "cats"), ("baby", "babies"), ("dog", "dogs"), ("city", "cities"), ("ox", "oxen")]
    assert reading_of(*pairs) == (True, [0, 1, 0, 1, RARE])


def test_the_change_may_be_one_of_a_word_to_another_accepted_spelling() -> None:
    pairs = [
        ("かく、かきます", "kaite", "かいて"),
        ("きく、ききます", "kiite", "きいて"),
        ("あう、あいます", "atte", "あって"),
    ]
    assert reading_of(*pairs) == (True, [0, 0, RARE])


def test_a_class_within_one_group_does_not_recur() -> None:
    classes = best_classes(["a b", "b a", "c d"], [["x"], ["x"], ["y"]], np.asarray([0, 0, 1]))
    assert classes.count == 0
    assert classes.recurring == 0
