"""The class and helpers shared by the views of all models."""

from browser import Array, Element, Map, Object, Reflect, RegExp, String

from media.dom import create

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
    'bar_color handle_color description_width').split(' ')

# `&amp;` is last, so that its replacement does not create new entities.
_ENTITIES = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'", '&nbsp;': '\u00a0', '&amp;': '&'}

# A reference to another model is this prefix followed by its id.
_REFERENCE = 'IPY_MODEL_'


class View:
    """A view of a model. ``node`` is its element, and ``updates`` are called when the model changes."""

    def __init__(self, context, model: Object, uid: int):
        self.context: Object = context
        self.model: Object = model
        # Unique within the shadow root, for ids.
        self.uid: int = uid
        self.node: Element = create(context.place, 'div')
        self.updates: list = []
        # Called for custom messages and the captured output of an Output widget.
        self.on_change = None
        self.on_dispose: list = []
        self.children: list = []
        self.is_read_only: bool = context.on_comm is None

    def get(self, key: str):
        """Return a value of the state, or None if it is missing."""
        return Reflect.get(self.model.state, key)

    def reference(self, key: str):
        """Return the model that a value refers to, or None."""
        return model_at(self.context.kernel, self.get(key))

    def flag(self, key: str) -> bool:
        """Return whether a value is True."""
        return self.get(key) is True

    def number(self, key: str, fallback: float) -> float:
        """Return a value if it is a number, else ``fallback``."""
        value = self.get(key)
        return value if isinstance(value, (int, float)) else fallback

    def items(self, key: str) -> Array:
        """Return a value if it is a list, else an empty list."""
        value = self.get(key)
        return value if isinstance(value, list) else Array()

    def words(self, key: str) -> str:
        """Return a value as text, empty if it is missing."""
        value = self.get(key)
        return '' if value is None else String(value)

    def is_disabled(self) -> bool:
        """Return whether the view is read-only: disabled, without a kernel, or closed."""
        return self.is_read_only or self.model.is_closed is True or self.get('disabled') is True

    def update(self) -> None:
        for update in self.updates:
            update()


def model_at(kernel, reference):
    """Return the model for a reference, ``IPY_MODEL_<id>``, or None."""
    models: Map = kernel.models
    return models.get(reference.slice(_REFERENCE.length)) if isinstance(reference, str) else None


def add(view: View, tag: str, kind: str, place: Element = None) -> Element:
    """Append a new element to a view, or to ``place`` in it."""
    element = create(view.node, tag)
    element.className = kind
    home: Element = view.node if place is None else place
    home.append(element)
    return element


def add_control(view: View, tag: str, kind: str) -> Element:
    """Add a control and its label. The control is disabled while the view is read-only."""
    label = add(view, 'label', 'description')
    control = add(view, tag, kind)
    control.id = f'control-{view.uid}'
    label.htmlFor = control.id

    def update() -> None:
        label.textContent = description_of(view)
        label.hidden = label.textContent == ''
        control.disabled = view.is_disabled()
        if label.hidden:
            control.ariaLabel = tooltip_of(view) or view.words('placeholder').replace('\u200b', '') or kind

    view.updates.append(update)
    return control


def tooltip_of(view: View) -> str:
    """Return the tooltip. ipywidgets 7 calls it ``description_tooltip``."""
    return view.words('tooltip') or view.words('description_tooltip')


def unescape_html(text: str) -> str:
    """Return text with the entities replaced that Python's html.escape() produces, and `&nbsp;`."""
    names: list[str] = Object.keys(_ENTITIES)
    for name in names:
        text = text.replaceAll(name, Reflect.get(_ENTITIES, name))
    return text


def description_of(view: View) -> str:
    """Return the description as text. Where HTML is allowed, tags are removed."""
    text = view.words('description')
    is_markup = view.get('description_allow_html') is True
    return unescape_html(text.replaceAll(RegExp('<[^>]*>', 'g'), '')) if is_markup else text


def apply_style(view: View) -> None:
    """Apply the layout, the style and the tooltip of a model to its view."""
    inline = view.node.style
    _set_all(view.reference('layout'), _LAYOUT_KEYS, lambda key, value: inline.setProperty(key, value))
    _set_all(view.reference('style'), _STYLE_KEYS, lambda key, value: inline.setProperty('--'.concat(key), value))
    view.node.title = tooltip_of(view)


def _set_all(model, keys: list[str], set_property) -> None:
    if model is not None:
        for key in keys:
            value = Reflect.get(model.state, key)
            set_property(key.replaceAll('_', '-'), '' if value is None else String(value))
