"""ipywidgets such as sliders, progress bars and tabs, drawn from the state that the kernel has sent.

With the option ``onComm(message)``, the user's changes are sent to the kernel; without it, controls are disabled. The
state of a widget arrives in comm messages, or with the item, whose metadata may contain the widget state of a notebook
under ``application/vnd.jupyter.widget-state+json``. See media/comms.
"""

from browser import Element, Map, Object, Reflect, String

from static.widgets import css

from media.shared import load_shared
from media.styles import adopt
from media.templates import fill
from media.widgets import words
from media.widgets.rendering import draw_widget, is_drawable, make_place
from media.words import say

MIME_TYPES = ('application/vnd.jupyter.widget-view+json',)
SLOT_CLASS = 'media-item media-widget'
RANK = 100
NEEDS = ('messages',)

# The key of a notebook's widget state in the metadata.
_SAVED = 'application/vnd.jupyter.widget-state+json'


async def render(item, slot: Element, result_id: str):
    """Show the model of ``{model_id}``. Raise an Exception if the kernel has not sent its state."""
    messages = await load_shared('messages')
    kernel = messages.shared.kernel_of(item.options)
    saved = Reflect.get(Object(item.metadata), _SAVED)
    if saved is not None:
        comms = await load_shared('comms')
        comms.shared.restore_models(kernel, saved)
    models: Map = kernel.models
    model = models.get(Object(item.data).model_id)
    if model is None:
        raise Exception(fill(words.NO_STATE, String(Object(item.data).model_id)))
    if not is_drawable(model):
        reason = fill(words.NO_VIEW, String(model.state._model_name))
        if item.plain is None or Object.keys(item.bundle).length > 2:
            raise Exception(reason)
        item.report(reason)
    item.name = say(words.WIDGET)
    host = make_place(slot, result_id)
    root = host.attachShadow({'mode': 'open'})
    adopt(root, css)
    context = await draw_widget(kernel, model, item, root)
    return {'node': host, 'dispose': lambda: context.free(context.root)}
