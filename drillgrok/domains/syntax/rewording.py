"""Other wordings of a sentence: a constituent is made by another rule out of itself and what is added. The rule that is
drilled applies to the new sentence as it did to the old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drillgrok.domains.syntax.derive import Derivation, Deriver, unified
from drillgrok.domains.syntax.grammar import OtherWording, RewriteRule, Symbol
from drillgrok.domains.syntax.made_words import number_from
from drillgrok.domains.syntax.strangers import variables


def reworded(node: Derivation, rewording: OtherWording, deriver: Deriver, seed: str) -> Derivation | None:
    """The sentence in other words, those that are added drawn by `seed`; None where no rule applies to any part."""
    return _Rewriting(rewording, deriver, seed).of(node)


class _Rewriting:
    """One rewording of one sentence. A rule that names its own phrase puts something beside it; any other makes it anew
    of its constituents."""

    def __init__(self, rewording: OtherWording, deriver: Deriver, seed: str) -> None:
        self._rules = rewording.rules
        self._deriver = deriver
        self._seed = seed
        self._drawn = 0

    def of(self, node: Derivation) -> Derivation | None:
        """The node rewritten, or with rewritten parts; None where nothing changes."""
        for rule in self._rules:
            if rule.head.category == node.category and not (node.marked and node.words):
                changed = self._rewritten(node, rule)
                if changed is not None:
                    return changed
        parts = [self.of(child) for child in node.children]
        if all(part is None for part in parts):
            return None
        children = tuple(part or child for part, child in zip(parts, node.children, strict=True))
        return replace(node, children=children)

    def _rewritten(self, node: Derivation, rule: RewriteRule) -> Derivation | None:
        if any(node.features.get(name) != value for name, value in rule.head.features.items() if value[0] != "?"):
            return None
        bound = unified(rule.head.features, node.features)
        if bound is None:
            return None
        whole = any(symbol.category == node.category for symbol in rule.body)
        own = [node] if whole else list(node.children)
        found: list[Derivation] = []
        known = dict(bound)
        for symbol in rule.body:
            part = _own(symbol, own) or self._added(symbol, known)
            if part is None:
                return None
            for name, variable in variables(symbol.features):
                if name in part.features:
                    known.setdefault(variable, part.features[name])
            found.append(part)
        made = self._deriver.phrase(rule, tuple(found), node.features)
        return None if made is None else replace(made, marked=node.marked and node not in found)

    def _added(self, symbol: Symbol, bound: Mapping[str, str]) -> Derivation | None:
        choices: Sequence[Derivation] = self._deriver.part(symbol, bound)
        if not choices:
            return None
        self._drawn += 1
        return _as_added(choices[number_from(f"{self._seed} {self._drawn}") % len(choices)])


def _own(symbol: Symbol, own: list[Derivation]) -> Derivation | None:
    """A constituent of the node by its name, each once."""
    at = next((at for at, part in enumerate(own) if symbol.literal is None and part.category == symbol.category), None)
    return None if at is None else own.pop(at)


def _as_added(node: Derivation) -> Derivation:
    return replace(node, added=True, children=tuple(map(_as_added, node.children)))
