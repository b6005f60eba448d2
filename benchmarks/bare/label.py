"""The least that Textual can do: one label."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class BareApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """The label."""
        yield Label("Enter  starts")


if __name__ == "__main__":
    BareApp().run()
