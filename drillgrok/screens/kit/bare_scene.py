"""What a scene does where it says nothing else: it has no mouse, no prompt whose time counts, and nothing that moves.
Knows no page and no Textual."""

from __future__ import annotations

from drillgrok.model.log import Stamp


class BareScene:
    """All of a `Scene` but its keys and its page, which are for each scene to say."""

    left = False

    def click(self, column: int, row: int, at: Stamp) -> None:
        """Nothing can be clicked here."""

    def pasted(self, text: str) -> None:
        """Nothing can be pasted here."""

    def tick(self, at: Stamp) -> None:
        """Time does not matter here."""

    def painted(self, at: Stamp) -> None:
        """Time does not matter here."""

    def catch_up(self) -> None:
        """Nothing was put off."""

    def suspending(self, at: Stamp) -> None:
        """Nothing is lost."""

    def stop(self, at: Stamp) -> None:
        """Nothing is to be kept."""

    def fit(self, width: int, height: int, at: Stamp) -> None:
        """The page itself says when there is too little room."""

    @property
    def awaits_paint(self) -> bool:
        """No prompt is shown here."""
        return False

    @property
    def takes_clicks(self) -> bool:
        """Nothing can be clicked here."""
        return False

    def look(self, _now_ns: int) -> object:
        """Time does not matter here."""
        return None

    def changes_at_ns(self, _now_ns: int) -> int | None:
        """Nothing moves by itself."""
        return None
