"""The types of values that the compiler distinguishes."""

from __future__ import annotations

from dataclasses import dataclass

from toolchain.compiler.program import Definition


@dataclass(frozen=True)
class Type:
    """``item`` is the type of a container's items, ``definition`` the class of an instance.

    A dict is either a Map or a record, which is what the browser calls an object; ``is_map`` says it is a Map.
    """

    name: str
    item: Type | None = None
    definition: Definition | None = None
    is_map: bool = False

    def __repr__(self) -> str:
        return f'{self.name}[{self.item}]' if self.item else self.name


UNKNOWN = Type('unknown')
NONE = Type('none')
BOOL = Type('bool')
INT = Type('int')
FLOAT = Type('float')
STR = Type('str')
LIST = Type('list', UNKNOWN)
DICT = Type('dict', UNKNOWN)
MAP = Type('dict', UNKNOWN, is_map=True)
SET = Type('set', UNKNOWN)
FUNCTION = Type('function')
GENERATOR = Type('generator')
BYTES = Type('bytes', INT)
# An object of the browser's (an element, a socket): it keeps JavaScript's rules.
NATIVE = Type('native')
# Nothing yet: what a variable holds before its first store is looked at.
NOTHING = Type('nothing')

NUMBERS = (INT, FLOAT)


def is_hashable(type_: Type) -> bool:
    """Whether values of a type are surely found again in a Map or a Set."""
    return type_.name in ('int', 'float', 'bool', 'str', 'none', 'instance', 'function', 'native')


def is_number(type_: Type) -> bool:
    return type_.name in ('int', 'float')


def join(first: Type, second: Type) -> Type:
    """What is certain of a value that is one or the other."""
    if first == second or second == NOTHING:
        return first
    if first == NOTHING:
        return second
    if is_number(first) and is_number(second):
        return FLOAT
    if first.name == second.name and first.definition is second.definition:
        return Type(first.name, UNKNOWN, first.definition)
    return UNKNOWN
