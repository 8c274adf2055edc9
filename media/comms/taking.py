"""Handles the messages that concern widgets: comm messages, captured output, and completions of sent messages."""

from browser import Map, Object

from media.comms.captures import captures, follow_output
from media.comms.models import Model, change_model, close_model, open_model
from media.messages.kernels import Kernel


def take(kernel: Kernel, message, kind: str) -> bool:
    """Handle a message. Return whether it only concerns widgets."""
    content = Object(message.content)
    parent = Object(message.parent_header).msg_id
    if kind == 'status' and content.execution_state == 'idle':
        _take_end(kernel.awaited, parent)
    elif kind.startswith('comm_'):
        _take_comm(kernel, kind, content, message, parent)
        return True
    return captures(kernel, kind, content, parent)


def _take_end(awaited: Map, parent) -> None:
    """Call the function that waits until the kernel has finished a message from the page."""
    done = awaited.get(parent)
    if done is not None:
        awaited.delete(parent)
        done()


def _take_comm(kernel: Kernel, kind: str, content, message, parent) -> None:
    """Update the model of a comm. Comms that have not been opened are ignored."""
    model: Model = kernel.models.get(content.comm_id)
    if kind == 'comm_open':
        model = open_model(kernel.models, content, message.buffers)
        follow_output(kernel, model, model.state)
        if kernel.on_open is not None:
            kernel.on_open(model)
    elif model is not None and kind == 'comm_msg':
        follow_output(kernel, model, change_model(model, content, message.buffers, parent))
    elif model is not None and kind == 'comm_close':
        close_model(kernel.models, model)
