"""Makes of a module what says the same and what mutmut can change.

It leaves alone whatever has a decorator but `classmethod` and `staticmethod`. Here that
would be what overrides something, and properties.
"""

from typing import Any

import libcst as cst
import libcst.matchers as m


def plain(source: str) -> str:
    """Return a module's source without decorators that mutmut passes by."""
    module: Any = m.replace(cst.parse_module(source), m.FunctionDef(), _undecorated)
    return str(module.code)


def _undecorated(node: cst.FunctionDef, _: object) -> cst.CSTNode | cst.FlattenSentinel:
    """Take `override` away, and make a property of a function afterwards."""
    kept = [
        decorator
        for decorator in node.decorators
        if not m.matches(decorator.decorator, m.Name("override"))
    ]
    if len(kept) != 1 or not m.matches(kept[0].decorator, m.Name("property")):
        return node.with_changes(decorators=kept)
    name = node.name.value
    made = cst.parse_statement(f"{name} = property({name})")
    return cst.FlattenSentinel([node.with_changes(decorators=[]), made])
