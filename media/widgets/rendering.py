"""Views of models: creation, updates when the models change, and disposal."""

from browser import Array, Element, Object, Promise, Reflect, ShadowRoot

from media.dom import create
from media.shared import load_shared
from media.styles import adopt
from media.widgets import words
from media.widgets.linking import link_all
from media.widgets.registry import DRAW_FUNCTIONS, MORE_KINDS
from media.widgets.styling import apply_style
from media.widgets.syncing import Connection
from media.widgets.views import View, kind_of, model_at
from media.words import say

# The maximum nesting depth: a kernel may send widgets that contain themselves.
_MAX_DEPTH = 50
# The maximum number of views in one widget: a kernel may repeat the same children many times.
_MAX_VIEWS = 1000


class Context:
    """The state shared by the views of one item."""

    def __init__(self, kernel, item, place: ShadowRoot):
        self.kernel: Object = kernel
        self.item: Object = item
        self.options = Object(item.options)
        self.connection: Connection = Connection(kernel, self.options.onComm)
        self.place: ShadowRoot = place
        self.count: int = 0
        self.is_full: bool = False
        # Promises of the views that need another chunk.
        self.loading: list = []

    def view_of(self, model, depth: int) -> View:
        """Return a new view of a model, including the views of all nested models."""
        self.count += 1
        view = View(self, model, self.count)
        view.depth = depth
        is_own: bool = Object.hasOwn(DRAW_FUNCTIONS, view.kind)
        draw = Reflect.get(DRAW_FUNCTIONS, view.kind) if is_own else 'widget_more'
        view.node.className = f'widget widget-{view.kind}'
        view.updates.append(lambda: apply_style(view))
        if isinstance(draw, str):
            self.loading.append(_draw_later(view, draw))
        else:
            draw(view)
        view.listener = lambda changed, change: self._take(view, change)
        _listen(view)
        view.update()
        return view

    def draw(self, parent: View, reference) -> View:
        """Return a new view inside ``parent``, or None beyond the limits. For an unknown model, the view is a note."""
        if parent.depth == _MAX_DEPTH or self.count > _MAX_VIEWS:
            if not self.is_full:
                self.is_full = True
                parent.note(say(words.NESTED_TOO_DEEPLY))
            return None
        model = model_at(self.kernel, reference)
        if model is None:
            model = {'state': {'_model_name': say(words.UNKNOWN_WIDGET)}, 'listeners': [],
                     'is_closed': True, 'id': ''}
        child = self.view_of(model, parent.depth + 1)
        parent.children.append(child)
        return child

    def drop(self, parent: View, child: View) -> None:
        """Remove a child view from its parent and free it."""
        parent.children = [other for other in parent.children if other is not child]
        self.free(child)

    def free(self, view: View) -> None:
        """Detach a view and all views inside it from their models, and release their resources."""
        if view.is_gone:
            return
        for child in view.children:
            self.free(child)
        _stop_listening(view)
        view.is_gone = True
        for dispose in view.on_dispose:
            dispose()
        self.count -= 1
        # The item keeps its outermost view, which must not keep the views that it had.
        view.updates = []
        view.children = []
        view.controls = Array()
        view.on_dispose = []
        view.on_change = None

    def _take(self, view: View, change) -> None:
        if view.is_gone:
            return
        if change.kind == 'update' or change.kind == 'lost':
            state = Object(change.state)
            if state.layout is not None or state.style is not None:
                _listen(view)
            view.update()
            view.node.classList.toggle('lost', change.kind == 'lost')
        elif change.kind == 'close' and view.model.is_closed is True:
            self.free(view)
            view.node.replaceChildren()
            view.node.remove()
        elif view.on_change is not None:
            view.on_change(change)


def _listen(view: View) -> None:
    """Follow the changes of the view's model, its layout and its style, each of which the kernel may replace."""
    _stop_listening(view)
    view.heard = [view.model, view.reference('layout'), view.reference('style')]
    for part in view.heard:
        if part is not None:
            part.listeners.push(view.listener)


def _stop_listening(view: View) -> None:
    for part in view.heard:
        if part is not None:
            part.listeners.splice(part.listeners.indexOf(view.listener), 1)
    view.heard = []


async def _draw_later(view: View, chunk: str) -> None:
    """Draw a view with another chunk."""
    try:
        module = await load_shared(chunk)
        if not view.is_gone:
            if module.shared.css is not None:
                adopt(view.context.place, module.shared.css)
            module.shared.draw(view)
            view.update()
    except Exception as error:
        view.fail(error)


def is_drawable(model) -> bool:
    """Return whether a model can be drawn."""
    kind = kind_of(model)
    return Object.hasOwn(DRAW_FUNCTIONS, kind) is True or MORE_KINDS.includes(kind)


async def draw_widget(kernel, model, item, place: ShadowRoot) -> Context:
    """Draw a model and its children at the end of ``place``. Pass ``root`` of the result to its ``free`` to free it."""
    context = Context(kernel, item, place)
    link_all(context.connection)
    context.root = context.view_of(model, 0)
    await Promise.all(context.loading)
    place.append(context.root.node)
    return context


def make_place(slot: Element, result_id: str) -> Element:
    """Return a new element to host the shadow root of a widget."""
    host = create(slot, 'div')
    host.id = result_id
    return host
