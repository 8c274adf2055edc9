"""The base class of the passes of lowering."""

from __future__ import annotations

from toolchain.compiler.context import Context


class Lowering:
    """A pass of lowering. The passes call each other through the context, where ``lowering`` registers them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.types = context.types

    @property
    def expressions(self):
        return self.context.expressions

    @property
    def operations(self):
        return self.context.operations
