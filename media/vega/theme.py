"""Default colors of charts: transparent, with text that is readable on the page's background."""

from browser import Element, Number, Object, RegExp, getComputedStyle

DIALECT = 'plain'

_INK = '#e6edf3'
_QUIET = '#9198a1'
_DARK = {
    'axis': {'domainColor': _QUIET, 'gridColor': '#9198a144', 'tickColor': _QUIET},
    'style': {
        'guide-label': {'fill': _INK}, 'guide-title': {'fill': _INK},
        'group-title': {'fill': _INK}, 'group-subtitle': {'fill': _INK},
    },
    'title': {'color': _INK, 'subtitleColor': _INK},
    'view': {'stroke': '#9198a166'},
}


def is_dark(element: Element):
    """Return whether the text color at ``element`` is light, which implies a dark background."""
    red, green, blue = getComputedStyle(element).color.match(RegExp('[\\d.]+', 'g')).map(Number)
    return red * .3 + green * .6 + blue * .1 > 127


def config_for(given, is_lite, dark):
    """Return the default configuration, which the specification's own configuration overrides."""
    config = {'background': 'transparent'}
    if is_lite:
        config.aria = False  # ARIA of marks is useless on a canvas and takes half of the time for 50,000 marks
    own = Object(given.config)
    if dark and not given.background and not own.background:
        # Text and rule marks are black by default.
        color = 'color' if is_lite else 'fill'
        line = 'color' if is_lite else 'stroke'
        Object.assign(config, _DARK, {'text': {color: _INK}, 'rule': {line: _INK}})
    return config
