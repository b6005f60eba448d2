"""The least that Textual can do at a key: one label that changes."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Label


class TypedApp(App[None]):
    """One label that counts the keys."""

    count = 0

    def compose(self) -> ComposeResult:
        """The label."""
        yield Label("key 0")

    def on_key(self, _event: events.Key) -> None:
        """One more."""
        self.count += 1
        self.query_one(Label).update(f"key {self.count}")


if __name__ == "__main__":
    TypedApp().run()
