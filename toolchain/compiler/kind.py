"""The sorts of values that the build tells apart."""

from __future__ import annotations

from dataclasses import dataclass

from toolchain.compiler.program import Definition


@dataclass(frozen=True)
class Kind:
    """``item`` is the kind of a container's items, ``definition`` the class of an instance.

    A dict is either a Map or a record, which is what the browser calls an object; ``is_map`` says it is a Map.
    """

    name: str
    item: Kind | None = None
    definition: Definition | None = None
    is_map: bool = False

    def __repr__(self) -> str:
        return f'{self.name}[{self.item}]' if self.item else self.name


UNKNOWN = Kind('unknown')
NONE = Kind('none')
BOOL = Kind('bool')
INT = Kind('int')
FLOAT = Kind('float')
STR = Kind('str')
LIST = Kind('list', UNKNOWN)
DICT = Kind('dict', UNKNOWN)
MAP = Kind('dict', UNKNOWN, is_map=True)
SET = Kind('set', UNKNOWN)
FUNCTION = Kind('function')
BYTES = Kind('bytes', INT)
# An object of the browser's (an element, a socket): it keeps JavaScript's rules.
NATIVE = Kind('native')
# Nothing yet: what a variable holds before its first store is looked at.
NOTHING = Kind('nothing')

NUMBERS = (INT, FLOAT)


def is_number(kind: Kind) -> bool:
    return kind.name in ('int', 'float')


def join(first: Kind, second: Kind) -> Kind:
    """What is certain of a value that is one or the other."""
    if first == second or second == NOTHING:
        return first
    if first == NOTHING:
        return second
    if is_number(first) and is_number(second):
        return FLOAT
    if first.name == second.name and first.definition is second.definition:
        return Kind(first.name, UNKNOWN, first.definition)
    return UNKNOWN
