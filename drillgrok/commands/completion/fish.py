"""The script for fish, which tells what each option is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from drillgrok.commands.completion.names import DECKS, LEARNERS
from drillgrok.commands.completion.verbs import Option, ValueKind, Verb, inside

_SCRIPT: Final = r"""# Completion of drillgrok for fish, written by `drillgrok completion fish`.

function __drillgrok_at
    set -l verb
    for word in (commandline -opc)[2..-1]
        if contains -- (string join -- ' ' $verb $word) {verbs}
            set -a verb $word
        end
    end
    test "$verb" = "$argv[1]"
end

complete -c drillgrok -f
{rules}
"""
_FILES: Final = "-F"
_OFFERS: Final = {
    ValueKind.FILE: _FILES,
    ValueKind.FOLDER: "-a '(__fish_complete_directories)'",
    ValueKind.DECK: f"{_FILES} -a '(drillgrok completion {DECKS} 2>/dev/null)'",
    ValueKind.DECK_ID: f"-a '(drillgrok completion {DECKS} 2>/dev/null)'",
    ValueKind.LEARNER: f"-a '(drillgrok completion {LEARNERS} 2>/dev/null)'",
}


def script(verbs: Sequence[Verb]) -> str:
    """The whole script."""
    paths = " ".join(_quoted(verb.path) for verb in verbs if verb.words)
    return _SCRIPT.format(verbs=paths, rules="\n".join(rule for verb in verbs for rule in _rules(verb, verbs)))


def _rules(verb: Verb, verbs: Sequence[Verb]) -> Iterator[str]:
    here = f"complete -c drillgrok -n {_quoted(f'__drillgrok_at {_quoted(verb.path)}')}"
    for one in inside(verb, verbs):
        yield f"{here} -a {one.words[-1]} -d {_quoted(one.help)}"
    for argument in verb.arguments[:1]:
        yield f"{here} {_offer(argument.takes, argument.words)}"
    for option in verb.options:
        offer = _offer(option.takes, option.words)
        value = "" if option.takes is ValueKind.NOTHING else " -r" if _FILES in offer else " -x"
        yield f"{here} {_spelt(option)}{value} {offer} -d {_quoted(option.help)}"


def _spelt(option: Option) -> str:
    return " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)


def _offer(takes: ValueKind, words: Sequence[str]) -> str:
    return f"-a {_quoted(' '.join(words))}" if takes is ValueKind.WORD else _OFFERS.get(takes, "")


def _quoted(text: str) -> str:
    """In single quotes fish reads nothing but these two signs."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
