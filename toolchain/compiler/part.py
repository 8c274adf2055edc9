"""What the parts of lowering have in common."""

from __future__ import annotations

from toolchain.compiler.context import Context


class Part:
    """One subject of lowering. The parts call one another by way of the context, which ``lowering`` fills."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kinds = context.kinds

    @property
    def expressions(self):
        return self.context.expressions

    @property
    def operations(self):
        return self.context.operations
