"""What learners say of a deck without answering it: which one to go on with, not today, set aside. Appended, never
changed."""

from __future__ import annotations

from sqlalchemy import Engine, insert

from drillgrok.model.log import Moment
from drillgrok.planning.history import ChoiceKind
from drillgrok.store import schema
from drillgrok.store.engine import writing
from drillgrok.store.learners import Learner


def keep_choice(engine: Engine, learner: Learner, deck_id: str, kind: ChoiceKind, at: Moment) -> None:
    """Store it. Raises DrillgrokError when the file cannot be written."""
    with writing(engine) as connection:
        connection.execute(
            insert(schema.deck_choice).values(
                learner_id=learner.id,
                deck_id=deck_id,
                kind=kind.value,
                utc_ms=at.utc_ms,
                offset_min=at.offset_min,
            )
        )
