"""Tools for long consoles, tracebacks, logs and interactive use; loaded when one of them is needed.

``bar``         the buttons: search, levels, wrapping, copying, saving
``search``      finds text in all lines; ``spans`` maps what it finds to elements
``links``       turns URLs and mail addresses into links
``tracebacks``  finds and collapses tracebacks
``prompt``      the field for input

These modules use the objects of media/console but import none of its functions, which would be bundled twice.
"""
