"""The layout, the style and the tooltip of a view."""

from browser import Reflect, String

from media.widgets.views import View

# The keys of a LayoutModel, which are CSS properties. Others are ignored.
_LAYOUT_KEYS: list[str] = (
    'align_content align_items align_self border border_top border_right border_bottom border_left bottom display flex '
    'flex_flow grid_area grid_auto_columns grid_auto_flow grid_auto_rows grid_column grid_gap grid_row '
    'grid_template_areas grid_template_columns grid_template_rows height justify_content justify_items left margin '
    'max_height max_width min_height min_width object_fit object_position order overflow padding right top visibility '
    'width').split(' ')

# The keys of style models. Each is passed to the style sheet as a custom property, such as `--button-color`.
_STYLE_KEYS: list[str] = (
    'background button_color text_color font_family font_size font_style font_variant font_weight text_decoration '
    'bar_color handle_color button_width description_width').split(' ')


def apply_style(view: View) -> None:
    """Apply the layout, the style and the tooltip of a model to its view."""
    inline = view.node.style
    # Start again from nothing: removing a longhand such as `border-top` would remove parts of the shorthand `border`.
    inline.cssText = ''
    _set_all(view.reference('layout'), _LAYOUT_KEYS, '', inline)
    _set_all(view.reference('style'), _STYLE_KEYS, '--', inline)
    is_apart = view.is_read_only and view.depth == 0
    view.node.title = view.tooltip() or ('Not connected to a kernel' if is_apart else '')


def _set_all(model, keys: list[str], prefix: str, inline) -> None:
    if model is not None:
        for key in keys:
            value = Reflect.get(model.state, key)
            if value is not None:
                inline.setProperty(prefix + key.replaceAll('_', '-'), String(value))
