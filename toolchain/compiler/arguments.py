"""Lowering of the arguments of a call to positional arguments, in the order of the parameters."""

from __future__ import annotations

import ast

from toolchain.compiler.context import ERRORS
from toolchain.compiler.passes import Lowering
from toolchain.compiler.program import ClassDefinition, Signature, signature_of
from toolchain.compiler.scopes import FUNCTIONS

# Parameters of the runtime's functions that accept a function, or a class to instantiate.
CALLED = ('function', 'func', 'key', 'predicate', 'default_factory')


class Arguments(Lowering):
    """Turns keyword arguments into positional ones at compile time, so that they cost nothing at run time."""

    def arguments(self, node: ast.Call, signature: Signature | None, what: str) -> list[ast.expr]:
        """The lowered arguments of a call, with keyword arguments at the positions of their parameters."""
        if signature is None:
            if node.keywords:
                keyword = node.keywords[0].arg or '**'
                self.context.error(
                    node, f'a keyword argument ({keyword}) to {what}, whose parameters the build does not know; '
                          'pass it by position, or in a dict where the browser takes options')
            return self.expressions.spread(node.args)
        placed = self._placed(node, signature, what)
        lowered = self.expressions.spread(placed)
        pairs = zip(signature.parameters, placed) if signature.is_runtime else ()
        for index, (parameter, argument) in enumerate(pairs):
            if parameter.name in CALLED and self._is_class(argument):
                lowered[index] = self.context.helper('factory', lowered[index])  # callable without `new`
        return lowered

    def _is_class(self, node: ast.expr | None) -> bool:
        if isinstance(node, ast.Name) and self.types.is_builtin(node):
            return self.context.helpers.has(ERRORS, node.id)
        return isinstance(self.types.definition(node), ClassDefinition)

    def _placed(self, node: ast.Call, signature: Signature, what: str) -> list[ast.expr | None]:
        """The positional and keyword arguments as positional arguments, with None in the gaps."""
        positional = [parameter for parameter in signature.parameters if not parameter.keyword_only]
        parameters = signature.parameters
        has_star = any(isinstance(argument, ast.Starred) for argument in node.args)
        if not signature.rest and not has_star and len(node.args) > len(positional):
            self.context.error(node, f'{what} takes {len(positional)} arguments, not {len(node.args)}')
            return node.args[:len(positional)]
        placed: list[ast.expr | None] = [*node.args]
        extra: list[ast.keyword] = []
        if node.keywords and has_star:
            self.context.error(node, f'a star and keyword arguments in one call of {what}; write them out')
            return placed
        if signature.rest and len(positional) < len(parameters):
            return self._before_rest(node, parameters[len(positional):], what)
        names = [parameter.name for parameter in parameters]
        last = -1
        in_order = True
        for keyword in node.keywords:
            if keyword.arg is None:
                if not signature.keywords or len(node.keywords) > 1:
                    self.context.error(node, f'`**` in a call of {what}; write the arguments out')
                    return placed
                extra.append(keyword)
            elif keyword.arg not in names or parameters[names.index(keyword.arg)].positional_only:
                if not signature.keywords:
                    known = ', '.join(names) or 'none'
                    self.context.error(node, f'{what} has no parameter {keyword.arg!r} (it has: {known})')
                    return placed
                extra.append(keyword)
            else:
                index = names.index(keyword.arg)
                if index < len(placed) and placed[index] is not None:
                    self.context.error(node, f'{what} gets {keyword.arg!r} twice')
                    return placed
                in_order = in_order and index > last
                last = index
                placed += [None] * (index + 1 - len(placed))
                placed[index] = keyword.value
        if not in_order and sum(not isinstance(argument, ast.Constant) for argument in placed if argument) > 1:
            self.context.error(node, f'keyword arguments to {what} out of the order of its parameters, '
                                      'which would change the order of evaluation; sort them')
        if not has_star:
            self._check_required(node, signature, placed, what)
        if extra:
            placed += [None] * (len(parameters) - len(placed))
            placed.append(extra[0].value if extra[0].arg is None else ast.Dict(
                [ast.Constant(keyword.arg) for keyword in extra], [keyword.value for keyword in extra]))
        return placed

    def _before_rest(self, node: ast.Call, parameters: list, what: str) -> list[ast.expr | None]:
        """The arguments for a runtime function with a rest parameter, which its keyword-only parameters precede."""
        values = {keyword.arg: keyword.value for keyword in node.keywords}
        for unknown in values.keys() - {parameter.name for parameter in parameters}:
            self.context.error(node, f'{what} has no parameter {unknown!r}')
        return [*(values.get(parameter.name) for parameter in parameters), *node.args]

    def _check_required(self, node: ast.Call, signature: Signature, placed: list, what: str) -> None:
        for index, parameter in enumerate(signature.parameters):
            is_given = index < len(placed) and placed[index] is not None
            if not is_given and parameter.default is None:
                self.context.error(node, f'{what} is called without its argument {parameter.name!r}')

    def local_signature(self, function: ast.expr) -> Signature | None:
        """The parameters of a local function whose name is stored only once; None otherwise."""
        binding = self.context.scopes.binding.get(function)
        if binding is None or len(binding.stores) != 1:
            return None
        definition = binding.stores[0].node
        if not isinstance(definition, FUNCTIONS) or definition.decorator_list:
            return None
        return signature_of(definition.args)
