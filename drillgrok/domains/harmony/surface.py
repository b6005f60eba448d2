"""What could be gone by on names of notes alone, without a question's rule. Staffs and tunes say theirs themselves."""

from __future__ import annotations

from drillgrok.domains.harmony.pitches import typed
from drillgrok.model.domain import Surface


def names_surface(names: tuple[int, ...]) -> Surface:
    """Two notes in octaves that mean nothing: one of them again, or both as a table has them."""
    first, second = map(typed, names)
    return Surface(
        cues={"first note": first, "second note": second, "letters": f"{first[0]} {second[0]}"},
        habits={"the first again": (first,), "the second again": (second,)},
    )
