"""Confines the method that Vega-Lite adds to the page's Set.prototype to the time while it compiles.

This module is imported before Vega-Lite, so that it can record the original state.
"""

from browser import Object, Reflect, Set

DIALECT = 'plain'

_NAME = 'toJSON'

_before = Object.getOwnPropertyDescriptor(Set.prototype, _NAME)


def confined(compile_lite):
    """Return Vega-Lite's ``compile``, wrapped to restore Set.prototype."""
    added = Object.getOwnPropertyDescriptor(Set.prototype, _NAME)

    def compile_and_restore(given, options):
        Object.defineProperty(Set.prototype, _NAME, added)
        try:
            return compile_lite(given, options)
        finally:
            _restore()

    _restore()
    return compile_and_restore


def _restore():
    if _before:
        Object.defineProperty(Set.prototype, _NAME, _before)
    else:
        Reflect.deleteProperty(Set.prototype, _NAME)
