"""Output widgets: while one captures, the kernel's output goes to it instead of a console.

While the state of an OutputModel has a ``msg_id``, it captures the output of that run. The captured messages are stored
in the model, since a kernel may fill an Output before it shows it. The kernel may set ``outputs``, which are in the
notebook format, at any time.
"""

from browser import Array, Object

from media.comms.models import Model, tell
from media.messages.kernels import Kernel
from media.messages.texts import joined

_CAPTURED: list[str] = ['stream', 'display_data', 'execute_result', 'error', 'clear_output']

# Adjacent texts of a stream are merged, so that they count as one output.
_MAX_OUTPUTS = 10000


def captures(kernel: Kernel, kind: str, content, parent) -> bool:
    """Return whether a message is captured by an Output widget, and if so, add it there."""
    model: Model = kernel.capturing.findLast(lambda model: model.state.msg_id is parent)
    if model is None or not _CAPTURED.includes(kind):
        return False
    _add(model, kind, content)
    return True


def follow_output(kernel: Kernel, model: Model, changed) -> None:
    """Handle the state changes of an Output widget: whether it captures, and its outputs."""
    if model.state._model_name != 'OutputModel':
        return
    if Object.hasOwn(changed, 'msg_id') is True:
        kernel.capturing = kernel.capturing.filter(lambda other: other is not model)
        msg_id = changed.msg_id
        if msg_id is not None and msg_id != '':
            kernel.capturing.push(model)
    if Object.hasOwn(changed, 'outputs') is True:
        given = changed.outputs
        model.outputs = given.map(_as_message) if isinstance(given, list) else Array()
        tell(model, {'kind': 'outputs'})


def _as_message(output):
    """Return a notebook's output as a message that belongs to no run."""
    return {'msg_type': Object(output).output_type, 'content': output}


def _add(model: Model, kind: str, content) -> None:
    outputs: Object = model.outputs
    if kind == 'clear_output':
        model.clears_next = content.wait is True
        if content.wait is not True:
            outputs.splice(0)
            tell(model, {'kind': 'outputs'})
        return
    if model.clears_next is True:
        model.clears_next = False
        outputs.splice(0)
        tell(model, {'kind': 'outputs'})
    message = {'msg_type': kind, 'content': content}
    last = outputs.at(-1)
    if kind == 'stream' and last is not None and last.msg_type == 'stream' and last.content.name is content.name:
        text = joined(last.content.text, '') + joined(content.text, '')
        outputs.splice(-1, 1, {'msg_type': kind, 'content': {'name': content.name, 'text': text}})
    elif outputs.length < _MAX_OUTPUTS:
        outputs.push(message)
    tell(model, {'kind': 'output', 'message': message})

