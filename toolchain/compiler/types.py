"""The types of values that the compiler distinguishes."""

from __future__ import annotations

from dataclasses import dataclass

from toolchain.compiler.program import Definition


@dataclass(frozen=True)
class Type:
    """A type: ``item`` is the type of a container's items, ``definition`` the class of an instance.

    A dict is either a Map or a record (a plain JavaScript object); ``is_map`` is true for a Map.
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
# A browser object (an element, a socket), which has JavaScript's semantics.
NATIVE = Type('native')
# No type yet: the type of a variable before its first store has been inferred.
NOTHING = Type('nothing')

NUMBERS = (INT, FLOAT)


def is_hashable(type_: Type) -> bool:
    """Whether values of a type can always be found again in a Map or a Set."""
    return type_.name in ('int', 'float', 'bool', 'str', 'none', 'instance', 'function', 'native')


def is_number(type_: Type) -> bool:
    return type_.name in ('int', 'float')


def join(first: Type, second: Type) -> Type:
    """The common type of a value that has one type or the other."""
    if first == second or second == NOTHING:
        return first
    if first == NOTHING:
        return second
    if is_number(first) and is_number(second):
        return FLOAT
    if first.name == second.name and first.definition is second.definition:
        return Type(first.name, UNKNOWN, first.definition)
    return UNKNOWN
