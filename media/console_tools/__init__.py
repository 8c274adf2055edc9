"""What a long console, a traceback, a log or a person at work needs besides; loaded when one is there.

``bar``         the buttons: search, levels, wrapping, copying, saving
``search``      finds text in all lines; ``spans`` maps what it finds to elements
``links``       addresses become links
``tracebacks``  finds and folds tracebacks
``prompt``      the field for input

These modules use the objects of media/console and import none of its functions, which would be bundled twice.
"""
