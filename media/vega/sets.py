"""What Vega-Lite adds to the page's Set when it is loaded, there only while it compiles.

This module is imported before Vega-Lite and so knows what was there before.
"""

from browser import Object, Reflect, Set

DIALECT = 'plain'

_NAME = 'toJSON'

_before = Object.getOwnPropertyDescriptor(Set.prototype, _NAME)


def confined(compile_lite):
    """``compile`` of Vega-Lite, which leaves the page as it was."""
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
