"""How charts look that do not say it themselves: on the page's own ground, in colors that can be read there."""

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
    """Whether text is light where ``element`` is, so that the ground must be dark."""
    red, green, blue = getComputedStyle(element).color.match(RegExp('[\\d.]+', 'g')).map(Number)
    return red * .3 + green * .6 + blue * .1 > 127


def config_for(given, is_lite, dark):
    """The configuration that a specification's own is merged into."""
    config = {'background': 'transparent'}
    if is_lite:
        config.aria = False  # of marks, which a canvas has no use for; it takes half of the time of 50,000
    own = Object(given.config)
    if dark and not given.background and not own.background:
        # Marks that are drawn in black unless told otherwise.
        color = 'color' if is_lite else 'fill'
        line = 'color' if is_lite else 'stroke'
        Object.assign(config, _DARK, {'text': {color: _INK}, 'rule': {line: _INK}})
    return config
