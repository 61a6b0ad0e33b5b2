"""Which changes are made beside mutmut's own, and which of those are not.

mutmut has none that takes a call away whose result nobody wants, nor one that turns
a condition round that is no comparison: just what an engine is made of. Of its own it
changes the words of errors, too, of which nobody promises anything.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import libcst as cst
from mutmut.mutation import mutators

type _Operator = tuple[type, Any]


def _without_calls(node: cst.SimpleStatementLine) -> Iterable[cst.CSTNode]:
    """Take away a call that stands by itself."""
    if len(node.body) == 1:
        only = node.body[0]
        if isinstance(only, cst.Expr) and isinstance(only.value, cst.Call):
            yield node.with_changes(body=[cst.Pass()])


def _turned_round(node: cst.If | cst.While) -> Iterable[cst.CSTNode]:
    """Turn a condition round; of a comparison and of `not`, mutmut does."""
    test = node.test
    if isinstance(test, cst.Name | cst.Attribute | cst.Call | cst.Subscript):
        yield node.with_changes(
            test=cst.UnaryOperation(
                cst.Not(whitespace_after=cst.SimpleWhitespace(" ")), test
            )
        )


def _are_words(node: cst.BaseExpression) -> bool:
    """Tell whether this is a text for people; what the code knows has no spaces."""
    if isinstance(node, cst.SimpleString):
        return " " in node.value
    return isinstance(node, cst.FormattedString)


def _other_strings(node: cst.BaseString) -> Iterable[cst.CSTNode]:
    """Change a string, unless it is a text for people."""
    if not _are_words(node):
        yield from mutators.operator_string(node)


def _other_arguments(node: cst.Call) -> Iterable[cst.CSTNode]:
    """Change arguments, except texts for people."""
    for changed in mutators.operator_arg_removal(node):
        same = len(changed.args) == len(node.args)
        if not (
            same
            and any(
                _are_words(was.value) and was is not now
                for was, now in zip(node.args, changed.args, strict=True)
            )
        ):
            yield changed


def install() -> None:
    """Let mutmut work with these."""
    instead = {
        mutators.operator_string: _other_strings,
        mutators.operator_arg_removal: _other_arguments,
    }
    known: Sequence[_Operator] = mutators.mutation_operators
    mutators.mutation_operators[:] = [
        *((kind, instead.get(operator, operator)) for kind, operator in known),
        (cst.SimpleStatementLine, _without_calls),
        (cst.If, _turned_round),
        (cst.While, _turned_round),
    ]
