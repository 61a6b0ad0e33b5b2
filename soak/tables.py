"""Counts what an object holds, whatever it is made of: every table, without a list.

A table that somebody adds tomorrow is looked at as those of today are.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

PACKAGE = "custom_components.mesh_broadcast"

_MANY = (dict, list, set, frozenset, tuple, deque)
"""What holds others; `OrderedDict`, `defaultdict` and `Counter` are dictionaries."""


def table_sizes(*roots: object, package: str = PACKAGE) -> dict[str, int]:
    """Return how much each attribute of ours holds, and how many of us there are.

    `Class.attribute` counts what all objects of a class hold in it, and what that holds
    in turn; `Class` alone counts the objects. Only our own objects are walked.
    """
    found: Counter[str] = Counter()
    seen: set[int] = set()
    todo: list[object] = list(roots)
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        kind = type(one)
        if not kind.__module__.startswith(package):
            todo += _ours_behind(one, package)
            continue
        found[kind.__name__] += 1
        for name, value in _attributes(one):
            if isinstance(value, _MANY) and not _is_record(value):
                count, inside = _opened(value, package)
                found[f"{kind.__name__}.{name.lstrip('_')}"] += count
                todo += inside
            elif isinstance(value, bytearray):
                found[f"{kind.__name__}.{name.lstrip('_')}"] += len(value)
            else:
                todo.append(value)
    return dict(found)


def _is_record(value: object) -> bool:
    """Whether something is a tuple with names: a value, and no table."""
    return hasattr(value, "_fields")


def _attributes(one: object) -> Iterator[tuple[str, object]]:
    """Return what an object has, in its dictionary and its slots."""
    yield from getattr(one, "__dict__", {}).items()
    for kind in type(one).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if slot.startswith("__") and slot.endswith("__"):
                continue
            value = getattr(one, slot, None)
            if value is not None:
                yield slot, value


def _opened(container: Iterable[Any], package: str) -> tuple[int, list[object]]:
    """Return how much a container holds, with what is in those inside, and our objects."""
    count = 0
    inside: list[object] = []
    todo: list[Iterable[Any]] = [container]
    while todo:
        many = todo.pop()
        if isinstance(many, Mapping):
            count += len(many)
            items: Iterable[Any] = (*many.keys(), *many.values())
        else:
            items = tuple(many)
            count += len(items)
        for item in items:
            # Tuples are keys and records, whose number is what counts.
            if isinstance(item, _MANY) and not isinstance(item, tuple | frozenset):
                todo.append(item)
            elif isinstance(item, tuple):
                inside += item
            elif type(item).__module__.startswith(package):
                inside.append(item)
            else:
                inside += _ours_behind(item, package)
    return count, inside


def _ours_behind(one: object, package: str) -> list[object]:
    """Return the object of ours whose method or whose function with arguments it is."""
    while isinstance(one, partial):
        one = one.func
    owner = getattr(one, "__self__", None) if isinstance(one, Callable) else None  # type: ignore[arg-type]  # mypy: abstract
    if owner is not None and type(owner).__module__.startswith(package):
        return [owner]
    return []
