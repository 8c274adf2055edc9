"""Shows Jupyter messages in a console."""

from browser import Object, Reflect, RegExp, String

from media.console.output import Output
from media.console.streams import ERR, OUT, RESULT
from media.console_media.showing import show
from media.messages import words
from media.messages.clearing import clear
from media.messages.displays import show_display, update_displays
from media.messages.errors import writing_error
from media.messages.kernels import Kernel, forget, kernel_of
from media.messages.texts import joined
from media.words import say

_PLAIN = 'text/plain'

# Messages that are not shown: those of widgets, and those between the kernel and its clients.
_SILENT: RegExp = RegExp('^comm_|_reply$|_request$|^iopub_welcome$')


def taking(output: Output, message, kind: str):
    """Show a message in a console. This generator yields after each portion of text.

    ``kind`` is the type of the message. For an output of a notebook, the content is the message itself.
    """
    kernel = kernel_of(output.options)
    content = Object(message if message.content is None else message.content)
    parent: str = joined(Object(message.parent_header).msg_id, '')
    if kernel.comms is None and kind.startswith('comm_') and not kernel.has_failed:
        output.need('comms', lambda shared, reason: _take_comms(kernel, output, shared, reason))
        yield
    if kernel.comms is not None and kernel.comms.take(kernel, message, kind) is True:
        return
    if kind == 'stream':
        yield from output.writing(ERR if content.name == 'stderr' else OUT, joined(content.text, ''), False)
    elif kind == 'display_data' or kind == 'execute_result':
        yield from _taking_display(output, kernel, content)
    elif kind == 'update_display_data':
        update_displays(kernel, Object(content.transient).display_id, _bundle_of(content))
    elif kind == 'clear_output':
        clear(output, content.wait is True)
    elif kind == 'error':
        output.end_prompt()
        yield from writing_error(output, content)
    elif kind == 'execute_input':
        output.begin_run()
    elif kind == 'input_request':
        output.ask(content.password is True, joined(content.prompt, ''), parent)
    elif kind == 'execute_reply':
        yield from _taking_reply(output, kernel, content)
    elif kind == 'status':
        _take_status(output, kernel, content.execution_state, parent)
    elif not _SILENT.test(kind):
        output.note(say(words.UNKNOWN_MESSAGE, kind))


def _bundle_of(content):
    return {'data': content.data, 'metadata': content.metadata}


def _taking_display(output: Output, kernel: Kernel, content):
    """Show a MIME bundle. If it only has plain text and no display id, write it as console lines."""
    display_id = Object(content.transient).display_id
    types: list[str] = Object.keys(Object(content.data))
    # HoloViews sends an empty display along with its logo, and never updates it.
    if types.length == 0:
        return
    if display_id is not None:
        show_display(kernel, output, display_id, _bundle_of(content))
    elif len(types) == 1 and types.at(0) == _PLAIN:
        yield from output.writing(RESULT, joined(Reflect.get(content.data, _PLAIN), ''), True)
    else:
        show(output, _bundle_of(content))


def _take_status(output: Output, kernel: Kernel, state, parent: str) -> None:
    if state == 'idle':
        if output.question is not None and output.question.parent == parent:
            output.end_prompt()
    elif state == 'restarting' or state == 'autorestarting':
        forget(kernel)
        output.end_run()
        output.note(say(words.KERNEL_RESTARTED))
    elif state == 'dead':
        forget(kernel)
        output.end_run()
        output.note(say(words.KERNEL_DIED))


def _taking_reply(output: Output, kernel: Kernel, content):
    if content.status == 'aborted':
        output.note(say(words.ABORTED))
    payloads: list = content.payload if isinstance(content.payload, list) else []
    for payload in payloads:
        source = String(payload.source)
        if payload.data is not None:
            # The pager output of `object?`, which is in no other message.
            yield from _taking_display(output, kernel, payload)
        elif source == 'set_next_input' and output.options.onNextInput is not None:
            output.options.onNextInput(joined(payload.text, ''), payload.replace is True)
        elif source == 'set_next_input':
            output.note(say(words.NEXT_INPUT))
            yield from output.writing(RESULT, joined(payload.text, ''), True)
        elif source == 'ask_exit':
            output.note(say(words.KERNEL_EXITS))
        else:
            output.note(say(words.UNKNOWN_REPLY, source))


def _take_comms(kernel: Kernel, output: Output, shared, reason: str) -> None:
    """Enable widgets with the exports of the chunk `comms`, or show once why it cannot be loaded."""
    kernel.comms = shared
    if shared is None:
        kernel.has_failed = True
        output.note(say(words.WIDGETS_FAILED, reason))
