"""The least that Typer can do: two commands, in drillgrok's markup mode."""

import typer

app = typer.Typer(help="A bare program.", rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def one() -> None:
    """Do one thing."""


@app.command()
def other() -> None:
    """Do another."""


if __name__ == "__main__":
    app()
