"""The script for zsh, which tells what each option is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Final

from drillgrok.commands.completion.names import DECKS, LEARNERS
from drillgrok.commands.completion.verbs import ValueKind, Verb, inside

_SCRIPT: Final = r"""#compdef drillgrok
# Completion of drillgrok for zsh, written by `drillgrok completion zsh`.

_drillgrok_names() {{
    local -a found=("${{(@f)$(drillgrok completion $1 2>/dev/null)}}")
    compadd -- "${{(@)found:#}}"
}}

_drillgrok() {{
    local before=${{words[CURRENT-1]}} cur=${{words[CURRENT]}} verb= word
    local -a offered
    for word in "${{(@)words[2,CURRENT-1]}}"; do
        case "${{verb:+$verb }}$word" in
{verbs}
        esac
    done
    case "$verb $before" in
{values}
    esac
    case "$verb$cur" in
{options}
    esac
    case "$verb" in
{arguments}
    esac
}}

if [[ $funcstack[1] == _drillgrok ]]; then
    _drillgrok "$@"
else
    compdef _drillgrok drillgrok
fi
"""
_OFFERS: Final = {
    ValueKind.FILE: "_files",
    ValueKind.FOLDER: "_files -/",
    ValueKind.DECK: f"_drillgrok_names {DECKS}; _files",
    ValueKind.DECK_ID: f"_drillgrok_names {DECKS}",
    ValueKind.LEARNER: f"_drillgrok_names {LEARNERS}",
    ValueKind.ANYTHING: ":",
}


def script(verbs: Sequence[Verb]) -> str:
    """The whole script."""
    return _SCRIPT.format(
        verbs="\n".join(f"            {quote(verb.path)}) verb={quote(verb.path)} ;;" for verb in verbs if verb.words),
        values="\n".join(_values(verbs)),
        options="\n".join(_options(verbs)),
        arguments="\n".join(_arguments(verbs)),
    )


def _values(verbs: Sequence[Verb]) -> Iterator[str]:
    for verb in verbs:
        for option in verb.options:
            if option.takes is ValueKind.WORD:
                yield _case(verb, option.names, f"compadd -- {' '.join(map(quote, option.words))}")
            elif option.takes is not ValueKind.NOTHING:
                yield _case(verb, option.names, _OFFERS[option.takes])


def _case(verb: Verb, names: Sequence[str], offer: str) -> str:
    patterns = "|".join(quote(f"{verb.path} {name}") for name in names)
    return f"        {patterns}) {offer}; return ;;"


def _options(verbs: Sequence[Verb]) -> Iterator[str]:
    for verb in verbs:
        told = [(name, option.help) for option in verb.options for name in option.names]
        yield f"        {quote(f'{verb.path}-')}*) {_described('option', told)}; return ;;"


def _arguments(verbs: Sequence[Verb]) -> Iterator[str]:
    for verb in verbs:
        held = [(one.words[-1], one.help) for one in inside(verb, verbs)]
        if held:
            yield f"        {quote(verb.path)}) {_described('command', held)} ;;"
        for argument in verb.arguments[:1]:
            offer = _OFFERS.get(argument.takes) or f"compadd -- {' '.join(map(quote, argument.words))}"
            yield f"        {quote(verb.path)}) {offer} ;;"


def _described(what: str, told: Sequence[tuple[str, str]]) -> str:
    offered = " ".join(quote(f"{name}:{help_}") for name, help_ in told)
    return f"offered=({offered}); _describe {what} offered"
