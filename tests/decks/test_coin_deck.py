"""The first deck that a learner meets: that its sealed rule is true, and that only the seal holds it."""

from random import Random

from drillgrok.domains.coins import FEATURES, Cue, cue_of
from drillgrok.model.deck import Deck


def test_the_sealed_rule_is_what_tells_the_fake(decks: dict[str, Deck]) -> None:
    deck = decks["counterfeit-coins"]
    assert cue_of("basalt") == Cue(feature=[feature.name for feature in FEATURES].index("mint place"), upper=False)
    assert "mint letter stands closest to the year" in deck.rule
    for index in range(100):
        item = deck.items.item(index, (), Random(index))
        assert item.drawing is not None
        places = [int(line.split("mint place ")[1].split(",")[0]) for line in item.drawing.spoken.splitlines()]
        assert item.right == str(places.index(min(places)) + 1)


def test_what_is_told_names_every_feature_in_the_same_order_on_every_coin(decks: dict[str, Deck]) -> None:
    item = decks["counterfeit-coins"].items.item(0, (), Random(0))
    assert item.drawing is not None
    for line in item.drawing.spoken.splitlines():
        places = [line.index(feature.name) for feature in FEATURES]
        assert places == sorted(places)
