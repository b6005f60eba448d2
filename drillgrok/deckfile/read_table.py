"""`table:` and its keys -> TableSpec -> items. Says what the keys of a table mean; table.py makes the items."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from drillgrok.deckfile import nodes
from drillgrok.deckfile.fields import Reader, StoppedExpressionError
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.read_shared import ItemsRead, Keys, read_answer_style, read_chance
from drillgrok.expressions.functions import FUNCTIONS
from drillgrok.expressions.grammar import WORDS, Expression
from drillgrok.items.build_table import (
    AnswerSpec,
    GroupSpec,
    RephrasingSpec,
    TableError,
    TableSpec,
    build_table,
)
from drillgrok.model.deck import SymbolKind
from drillgrok.model.item import AnswerKind

MOST_VARIABLES = 12

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
_RESERVED = WORDS | FUNCTIONS.keys() | {"answer"}


def read_table(reader: Reader, keys: Keys) -> TableSpec | None:
    """What the keys of a table say; None when something without which no item can be made is missing or wrong."""
    variables, names = _read_variables(reader, keys["table"])
    where = reader.expression(keys["where"], "where", names) if "where" in keys else None
    let, names = _read_let(reader, keys.get("let"), names)
    prompt = _required(reader, keys, "prompt", 'Add a wording, such as prompt: "{a} ∘ {b}".')
    wording = reader.template(prompt, "The prompt", names) if prompt else None
    answer = _read_answer(reader, keys, names)
    named = (*names, "answer")
    style = read_answer_style(reader, keys)
    if style.kind is AnswerKind.CHOICE and not style.choices:
        reader.flaw(keys["answers"], "There are no choices to choose from.", "Add 'choices: [first, second]'.")
    symbols = reader.word(keys["symbols"], "way to write values", tuple(SymbolKind)) if "symbols" in keys else None
    parts = reader.expressions(keys["parts"], "parts", named) if "parts" in keys else ()
    group = _read_group(reader, keys["group"], "group", named) if "group" in keys else None
    apart = _read_group(reader, keys["apart"], "apart", named) if "apart" in keys else None
    match = reader.expression(keys["match"], "match", named) if "match" in keys else None
    exception = reader.expression(keys["exception"], "exception", named) if "exception" in keys else None
    rephrasings = _read_rephrasings(reader, keys.get("rephrased"), named)
    chance = read_chance(reader, keys)
    if not variables or wording is None or answer is None:
        return None
    return TableSpec(
        variables=variables,
        where=where,
        let=let,
        prompt=wording,
        answer=answer,
        group=group,
        apart=apart,
        parts=parts,
        match=match,
        exception=exception,
        chance=chance,
        kind=style.kind,
        choices=style.choices,
        symbol_kind=SymbolKind(symbols or "digits"),
        rephrasings=rephrasings,
    )


def build(reader: Reader, keys: Keys, deck_id: str, spec: TableSpec) -> ItemsRead | None:
    """The items of a table; a rule that cannot be worked out becomes a flaw at its expression."""
    try:
        items = build_table(deck_id, spec)
    except StoppedExpressionError as error:
        reader.flaw(error.node, error.what, error.mend, error.offset)
        return None
    except TableError as error:
        reader.flaw(keys["table"], error.what, error.mend)
        return None
    fixing = _fixing(spec, items.symbol_count)
    return ItemsRead(items, fixing, spec.symbol_kind, items.symbol_count, len(spec.rephrasings))


def _read_variables(reader: Reader, node: Node) -> tuple[dict[str, tuple[int, ...] | range], tuple[str, ...]]:
    """The variables that have values, and the names of all of them, so that one bad range is one mistake."""
    names: tuple[str, ...] = ()
    fields = reader.fields(node, "The table")
    variables: dict[str, tuple[int, ...] | range] = {}
    for name, values_node in fields.all() if fields else ():
        values = reader.values(values_node, name.text)
        if _is_free(reader, name, names):
            names = (*names, name.text)
            if values is not None:
                variables[name.text] = values
    if len(variables) > MOST_VARIABLES:
        reader.flaw(node, f"The table has {len(variables)} variables.", f"Keep it to {MOST_VARIABLES}.")
    if fields and not fields.node.entries:
        reader.flaw(node, "The table has no variables.", "Write them as {a: 0..30, b: 0..30}.")
    return variables, names


def _read_let(
    reader: Reader, node: Node | None, names: tuple[str, ...]
) -> tuple[dict[str, Expression], tuple[str, ...]]:
    """The helper values in order, each allowed to use those before it; and all names known after them."""
    let: dict[str, Expression] = {}
    fields = reader.fields(node, "let") if node else None
    for name, expression_node in fields.all() if fields else ():
        expression = reader.expression(expression_node, f"let {name.text}", names)
        if _is_free(reader, name, names):
            names = (*names, name.text)
            if expression is not None:
                let[name.text] = expression
    return let, names


def _is_free(reader: Reader, name: Scalar, taken: Collection[str]) -> bool:
    if name.text in taken or name.text in _RESERVED:
        reader.flaw(name, f"{name.text!r} has a meaning already.", "Choose another name.")
        return False
    if not NAME.fullmatch(name.text):
        reader.flaw(
            name,
            f"{name.text!r} is not a name.",
            "Use a letter, then letters and digits; a comma in {...} needs quotes.",
        )
        return False
    return True


def _required(reader: Reader, keys: Keys, key: str, mend: str) -> Node | None:
    if key not in keys:
        reader.flaw(keys["table"], f"The table has no {key!r}.", mend)
    return keys.get(key)


def _read_answer(reader: Reader, keys: Keys, names: Collection[str]) -> AnswerSpec | None:
    node = _required(reader, keys, "answer", "Add an expression, such as 'answer: (a + b) % 31'.")
    if node is None:
        return None
    if not isinstance(node, nodes.Mapping):
        single = reader.expression(node, "The answer", names)
        return None if single is None else AnswerSpec("one", (single,))
    fields = reader.fields(node, "The answer")
    several, either = (fields.take("set"), fields.take("any")) if fields else (None, None)
    if fields:
        fields.close()
    listed = several or either
    if listed is None or (several and either):
        reader.flaw(node, "An answer has one of 'set' and 'any'.", "Write {set: [p, q]} or {any: [x, y]}.")
        return None
    expressions = reader.expressions(listed, "The answer", names)
    return AnswerSpec("set" if several else "any", expressions) if expressions else None


def _read_group(reader: Reader, node: Node, key: str, names: Collection[str]) -> GroupSpec | None:
    unordered = isinstance(node, nodes.Mapping)
    members: Node | None = node
    if unordered:
        fields = reader.fields(node, key)
        members = fields.require("unordered", "Write {unordered: [a, b]}.") if fields else None
        if fields:
            fields.close()
    expressions = reader.expressions(members, key, names) if members else ()
    return GroupSpec(unordered, expressions) if expressions else None


def _read_rephrasings(reader: Reader, node: Node | None, names: Collection[str]) -> tuple[RephrasingSpec, ...]:
    found = []
    for item in reader.items(node, "rephrased") if node else ():
        fields = reader.fields(item, "A rephrasing")
        if fields is None:
            continue
        prompt = fields.require("prompt", 'Add a wording, such as prompt: "{a} ∘ ? = {answer}".')
        answer = fields.require("answer", "Add what is asked for, such as 'answer: b'.")
        fields.close()
        wording = reader.template(prompt, "A rephrasing", names) if prompt else None
        asked = reader.expression(answer, "The answer of a rephrasing", names) if answer else None
        if wording is not None and asked is not None:
            found.append(RephrasingSpec(wording, asked))
    return tuple(found)


def _fixing(spec: TableSpec, symbol_count: int) -> Mapping[str, object]:
    """Ranges and `where` only say which items there are: new ones may join a running run."""

    def texts(expressions: Collection[Expression]) -> list[str]:
        return [" ".join(expression.text.split()) for expression in expressions]

    def key(group: GroupSpec) -> list[object]:
        return [group.unordered, *texts(group.expressions)]

    fixing = {
        "variables": sorted(spec.variables),
        "let": dict(zip(spec.let, texts(spec.let.values()), strict=True)),
        "answer": [spec.answer.mode, *texts(spec.answer.expressions)],
        "symbols": [spec.symbol_kind, symbol_count],
        "group": key(spec.group) if spec.group else [],
        "answers": spec.kind,
        "choices": spec.choices,
    }
    return fixing | ({"apart": key(spec.apart)} if spec.apart else {})
