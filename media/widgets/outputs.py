"""Output: a console inside a widget that shows the captured output of the kernel."""

from browser import Array, Object, Reflect, clearTimeout, setTimeout

from media.shared import load_shared
from media.widgets.views import View


# The captured output is sent to the kernel after this long without new output.
_QUIET_MS = 200


def _as_output(message):
    """Return a message as an output in the notebook format."""
    return Object.assign({'output_type': message.msg_type}, message.content)


def draw_output(view: View) -> None:
    """Output. It also shows output captured before it was drawn; ``outputs`` is in the notebook format."""
    place = view.add('div', 'output')
    shown: Object = Object()

    async def start() -> None:
        module = await load_shared('console')
        if shown.is_done is not True:
            shown.console = module.public.Console(f'output-{view.uid}', place, view.context.options)
            replay()

    def replay() -> None:
        Reflect.apply(Reflect.get(shown.console, 'clear'), shown.console, [])
        messages: Array = view.model.outputs
        messages.forEach(append)

    def append(message) -> None:
        Reflect.apply(Reflect.get(shown.console, 'append'), shown.console, [message])

    def send() -> None:
        # The page owns the list. The kernel needs it to return `outputs` or to append to it.
        messages: Array = view.model.outputs
        view.change({'outputs': messages.map(_as_output)})

    def take(change) -> None:
        if change.kind == 'output':
            clearTimeout(shown.timer)
            shown.timer = setTimeout(send, _QUIET_MS)
        if shown.console is not None and change.kind == 'output':
            append(change.message)
        elif shown.console is not None and change.kind == 'outputs':
            replay()

    def dispose() -> None:
        clearTimeout(shown.timer)
        shown.is_done = True
        if shown.console is not None:
            shown.console.dispose()

    view.on_change = take
    view.on_dispose.append(dispose)
    # For what was captured before the widget was shown.
    shown.timer = setTimeout(send, _QUIET_MS)
    start()
