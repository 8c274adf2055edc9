"""Views of models: creation, updates when the models change, and disposal."""

from browser import Element, Object, Reflect, String

from media.dom import create
from media.widgets.linking import link_all
from media.widgets.registry import DRAW_FUNCTIONS
from media.widgets.views import View, add, apply_style, model_at

# The maximum nesting depth: a kernel may send widgets that contain themselves.
_MAX_DEPTH = 50
# The maximum number of views in one widget: a kernel may repeat the same children many times.
_MAX_VIEWS = 1000


class Context:
    """The state shared by the views of one item."""

    def __init__(self, kernel, item, place: Element):
        self.kernel: Object = kernel
        self.item: Object = item
        self.options = Object(item.options)
        self.on_comm = self.options.onComm
        self.place: Element = place
        self.count: int = 0
        self.is_full: bool = False

    def view_of(self, model, depth: int) -> View:
        """Return a new view of a model, including the views of all nested models."""
        self.count += 1
        view = View(self, model, self.count)
        view.depth = depth
        name = String(model.state._model_name)
        kind = _kind_of(model)
        draw = Reflect.get(DRAW_FUNCTIONS, kind) if is_drawable(model) else None
        view.node.className = f'widget widget-{kind}'
        if draw is None:
            add(view, 'span', 'note').textContent = f'{name} cannot be drawn.'
        else:
            draw(view)
        view.updates.append(lambda: apply_style(view))
        view.listener = lambda changed, change: self._take(view, change)
        model.listeners.push(view.listener)
        for part in (view.reference('layout'), view.reference('style')):
            if part is not None:
                part.listeners.push(view.listener)
        view.update()
        return view

    def draw(self, parent: View, reference) -> View:
        """Return a new view inside ``parent``, or None beyond the limits. For an unknown model, the view is a note."""
        if parent.depth == _MAX_DEPTH or self.count > _MAX_VIEWS:
            if not self.is_full:
                self.is_full = True
                add(parent, 'span', 'note').textContent = 'Too many widgets are nested.'
            return None
        model = model_at(self.kernel, reference)
        if model is None:
            model = {'state': {'_model_name': 'A widget that the kernel has not described'}, 'listeners': [],
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
        for child in view.children:
            self.free(child)
        for part in (view.model, view.reference('layout'), view.reference('style')):
            if part is not None:
                listeners: list = part.listeners
                index = listeners.indexOf(view.listener)
                if index >= 0:
                    listeners.splice(index, 1)
        for dispose in view.on_dispose:
            dispose()
        self.count -= 1

    def _take(self, view: View, change) -> None:
        if change.kind == 'update' or change.kind == 'lost':
            view.update()
            view.node.classList.toggle('lost', change.kind == 'lost')
        elif change.kind == 'close':
            view.node.remove()
        elif view.on_change is not None:
            view.on_change(change)


def _kind_of(model) -> str:
    return String(model.state._model_name).replace('Model', '')


def is_drawable(model) -> bool:
    """Return whether a model can be drawn."""
    return Object.hasOwn(DRAW_FUNCTIONS, _kind_of(model)) is True


def draw_widget(kernel, model, item, place: Element) -> Context:
    """Draw a model and its children at the end of ``place``. Pass ``root`` of the result to its ``free`` to free it."""
    context = Context(kernel, item, place)
    link_all(context)
    context.root = context.view_of(model, 0)
    if context.on_comm is None:
        context.root.node.title = 'Not connected to a kernel'
    place.append(context.root.node)
    return context


def make_place(slot: Element, result_id: str) -> Element:
    """Return a new element to host the shadow root of a widget."""
    host = create(slot, 'div')
    host.id = result_id
    return host
