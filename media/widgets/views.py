"""The class and helpers shared by the views of all models."""

from browser import JSON, Array, Element, Map, Object, Reflect, RegExp, String

from media.dom import create
from media.widgets import words
from media.widgets.syncing import post, send_custom, set_values
from media.words import say, say_reason

# `&amp;` is last, so that its replacement does not create new entities.
_ENTITIES = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#x27;': "'", '&nbsp;': '\u00a0', '&amp;': '&'}

# Elements that are disabled while a view is read-only.
_CONTROLS: list[str] = ['button', 'input', 'select', 'textarea']

# A reference to another model is this prefix followed by its id.
_REFERENCE = 'IPY_MODEL_'


class View:
    """A view of a model. ``node`` is its element, and ``updates`` are called when the model changes."""

    def __init__(self, context, model: Object, uid: int):
        self.context: Object = context
        self.model: Object = model
        self.kind: str = kind_of(model)
        # How many views it is nested in.
        self.depth: int = 0
        # Unique within the shadow root, for ids.
        self.uid: int = uid
        self.node: Element = create(context.place, 'div')
        self.updates: list = []
        # Called for custom messages and the captured output of an Output widget.
        self.on_change = None
        self.on_dispose: list = []
        # Its model, layout and style, whose changes it follows.
        self.heard: list = []
        self.children: list = []
        self.controls: Array = Array()
        # Whether the controls only choose what is shown, and so work without a kernel.
        self.is_navigation: bool = False
        self.has_failed: bool = False
        # Whether the view has been freed.
        self.is_gone: bool = False
        self.is_read_only: bool = context.connection.on_comm is None

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

    def tooltip(self) -> str:
        """Return the tooltip. ipywidgets 7 calls it ``description_tooltip``."""
        return self.words('tooltip') or self.words('description_tooltip')

    def description(self) -> str:
        """Return the description as text. Where HTML is allowed, tags are removed."""
        text = self.words('description')
        is_markup = self.flag('description_allow_html')
        return unescape_html(text.replaceAll(RegExp('<[^>]*>', 'g'), '')) if is_markup else text

    def change(self, values, paths=None, buffers=None) -> None:
        """Change values of the model and send them to the kernel, unless it has them, as at the end of a drag.

        ``paths`` are the places of ``buffers``.
        """
        keys: list[str] = Object.keys(values)
        if keys.every(lambda key: _is_same(self.get(key), Reflect.get(values, key))):
            self.update()
        else:
            self.set_values(values, paths, buffers)

    def set_values(self, values, paths=None, buffers=None) -> None:
        """Change values of the model and send them to the kernel, even if it has them."""
        set_values(self.model, values, self.context.connection, paths, buffers)

    def send(self, content, buffers=None) -> None:
        """Send a custom message, such as a click, to the kernel."""
        send_custom(self.model, content, self.context.connection, buffers)

    def post(self, kind: str, content) -> None:
        """Send a message of another type, such as ``comm_open``, to the kernel."""
        post(self.context.connection, kind, content, [])

    def add(self, tag: str, kind: str, place: Element = None) -> Element:
        """Append a new element to the view, or to ``place`` in it."""
        element = create(self.node, tag)
        element.className = kind
        home: Element = self.node if place is None else place
        home.append(element)
        if _CONTROLS.includes(tag):
            self.controls.append(element)
        return element

    async def fail(self, error) -> None:
        """Show that the state cannot be drawn, once: every change of the state would fail again."""
        if not self.has_failed:
            self.has_failed = True
            self.note(say(words.DRAWING_FAILED, await say_reason(String(Object(error).message))))

    def note(self, text: str) -> None:
        """Append a note of our own."""
        self.add('span', 'note').textContent = text

    def add_control(self, tag: str, kind: str) -> Element:
        """Append a new element with a label."""
        label = self.add('label', 'description')
        control = self.add(tag, kind)
        control.id = f'control-{self.uid}'
        label.htmlFor = control.id

        def update() -> None:
            label.textContent = self.description()
            label.hidden = label.textContent == ''
            # A label element does not name elements with a role, such as a progress bar.
            if label.hidden or control.role is not None:
                control.ariaLabel = (self.description() or self.tooltip()
                                     or self.words('placeholder').replace('\u200b', '') or kind)

        self.updates.append(update)
        return control

    def is_disabled(self) -> bool:
        """Return whether the view is read-only: disabled, without a kernel, or closed."""
        return self.is_read_only or self.model.is_closed is True or self.get('disabled') is True

    def update(self) -> None:
        """Draw the current state. Controls are disabled while the view is read-only."""
        try:
            for update in self.updates:
                update()
        except Exception as error:
            self.fail(error)
        self.controls = self.controls.filter(lambda control: self.node.contains(control))
        for control in self.controls:
            control.disabled = self.is_disabled() and not self.is_navigation
            if self.get('tabbable') is False:
                control.tabIndex = -1


def _is_same(old, new) -> bool:
    return old is new or Object(new) is new and JSON.stringify(old) is JSON.stringify(new)


def kind_of(model) -> str:
    """Return the name of a model without `Model`."""
    return String(model.state._model_name).replace('Model', '')


def model_at(kernel, reference):
    """Return the model for a reference, ``IPY_MODEL_<id>``, or None."""
    models: Map = kernel.models
    return models.get(reference.slice(_REFERENCE.length)) if isinstance(reference, str) else None


def unescape_html(text: str) -> str:
    """Return text with the entities replaced that Python's html.escape() produces, and `&nbsp;`."""
    names: list[str] = Object.keys(_ENTITIES)
    for name in names:
        text = text.replaceAll(name, Reflect.get(_ENTITIES, name))
    return text
