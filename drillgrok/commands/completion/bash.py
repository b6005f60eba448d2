"""The script for bash, also for the old one that macOS has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Final

from drillgrok.commands.completion.names import DECKS, LEARNERS
from drillgrok.commands.completion.verbs import ValueKind, Verb, inside

_SCRIPT: Final = r"""# Completion of drillgrok for bash, written by `drillgrok completion bash`.

_drillgrok_offer() {{
    local word quoted
    while IFS= read -r word; do
        [[ $word == "$cur"* ]] || continue
        printf -v quoted %q "$word"
        COMPREPLY+=("$quoted")
    done
}}

_drillgrok_files() {{
    local word
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$1" -- "$cur")
    compopt -o filenames 2>/dev/null
}}

_drillgrok() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} verb= word
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
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

complete -F _drillgrok drillgrok
"""
_OFFERS: Final = {
    ValueKind.FILE: "_drillgrok_files -f",
    ValueKind.FOLDER: "_drillgrok_files -d",
    ValueKind.DECK: f"_drillgrok_offer < <(drillgrok completion {DECKS} 2>/dev/null); _drillgrok_files -f",
    ValueKind.DECK_ID: f"_drillgrok_offer < <(drillgrok completion {DECKS} 2>/dev/null)",
    ValueKind.LEARNER: f"_drillgrok_offer < <(drillgrok completion {LEARNERS} 2>/dev/null)",
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
            if option.takes is not ValueKind.NOTHING:
                patterns = "|".join(quote(f"{verb.path} {name}") for name in option.names)
                yield f"        {patterns}) {_offer(option.takes, option.words)}; return ;;"


def _options(verbs: Sequence[Verb]) -> Iterator[str]:
    for verb in verbs:
        names = [name for option in verb.options for name in option.names]
        yield f"        {quote(f'{verb.path}-')}*) {_offer(ValueKind.WORD, names)}; return ;;"


def _arguments(verbs: Sequence[Verb]) -> Iterator[str]:
    for verb in verbs:
        words = [one.words[-1] for one in inside(verb, verbs)]
        for argument in verb.arguments[:1]:
            yield f"        {quote(verb.path)}) {_offer(argument.takes, argument.words)} ;;"
        if words:
            yield f"        {quote(verb.path)}) {_offer(ValueKind.WORD, words)} ;;"


def _offer(takes: ValueKind, words: Sequence[str]) -> str:
    if takes is ValueKind.WORD:
        return f"_drillgrok_offer < <(printf '%s\\n' {' '.join(map(quote, words))})"
    return _OFFERS[takes]
