"""The state of widgets that is saved in notebooks: version 2 of application/vnd.jupyter.widget-state+json.

The format is ``{state: {id: {model_name, model_module, state, buffers: [{path, data}]}}}``, with buffers in base64.
"""

from browser import Object, Reflect, Uint8Array, atob

from media.comms.captures import follow_output
from media.comms.models import open_model
from media.messages.kernels import Kernel


def restore_models(kernel: Kernel, saved) -> None:
    """Open the models of a saved state, except those whose state the kernel has sent itself."""
    state = Object(Object(saved).state)
    ids: list[str] = Object.keys(state)
    for id in ids:
        if kernel.models.has(id) is False:
            model = open_model(kernel.models, _opening(id, Object(Reflect.get(state, id))), _buffers(state, id))
            follow_output(kernel, model, model.state)


def _opening(id: str, saved):
    """Return the content of a comm_open message for a saved model."""
    named = {'_model_name': saved.model_name, '_model_module': saved.model_module}
    return {'comm_id': id, 'target_name': 'jupyter.widget', 'data': {
        'state': Object.assign(Object(), saved.state, named), 'buffer_paths': _listed(saved.buffers).map(
            lambda buffer: buffer.path)}}


def _buffers(state, id: str) -> list:
    return _listed(Object(Reflect.get(state, id)).buffers).map(_decoded)


def _listed(buffers) -> list:
    return buffers.filter(lambda each: isinstance(Object(each).path, list)) if isinstance(buffers, list) else []


def _decoded(buffer):
    text: str = buffer.data
    return Uint8Array.from_(atob(text), lambda each: each.charCodeAt(0)).buffer
