"""The layout, the style and the tooltip of a view."""

from browser import Object, Reflect, RegExp, String

from media.widgets import words
from media.widgets.views import View
from media.words import say

# The keys of a LayoutModel are CSS properties. Others, and `border_image`, are ignored, since they could load pictures.
_LAYOUT_KEYS = RegExp('^(align|border(?!_image)|bottom|display|flex|grid|height|justify|left|margin|max|min|object'
                      + '|order|overflow|padding|right|top|visibility|width)')

# The keys of style models. Each is passed to the style sheet as a custom property, such as `--button-color`.
_STYLE_KEYS = RegExp('^[a-z]')


def apply_style(view: View) -> None:
    """Apply the layout, the style and the tooltip of a model to its view."""
    # The classes of add_class(): the host page can style them as `::part(name)`.
    view.node.setAttribute('part', view.items('_dom_classes').join(' '))
    inline = view.node.style
    # Start again from nothing: removing a longhand such as `border-top` would remove parts of the shorthand `border`.
    inline.cssText = ''
    _set_all(view.reference('layout'), _LAYOUT_KEYS, '', inline)
    _set_all(view.reference('style'), _STYLE_KEYS, '--', inline)
    is_apart = view.is_read_only and view.depth == 0
    view.node.title = view.tooltip() or (say(words.NO_KERNEL) if is_apart else '')


def _set_all(model, pattern, prefix: str, inline) -> None:
    if model is not None:
        # In this order, shorthands come before their longhands.
        state = model.state
        keys: Object = Object.keys(state)
        keys.sort()
        names: list[str] = keys.filter(lambda key: pattern.test(key) is True and Reflect.get(state, key) is not None)
        for name in names:
            inline.setProperty(prefix + name.replaceAll('_', '-'), String(Reflect.get(state, name)))
