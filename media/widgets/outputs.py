"""Output: a console inside a widget, of what the kernel printed while it captured."""

from browser import Array, Object, Reflect, clearTimeout, setTimeout

from media.shared import load_shared
from media.widgets.syncing import set_values
from media.widgets.views import View, add


# The kernel is told of what was captured when nothing more has come for so long.
_QUIET_MS = 200


def _as_output(message):
    """A message as notebooks keep it."""
    return Object.assign({'output_type': message.msg_type}, message.content)


def draw_output(view: View) -> None:
    """Output: shows what was captured before it was drawn, too; ``outputs`` are those of a notebook."""
    place = add(view, 'div', 'output')
    shown: Object = Object()

    async def start() -> None:
        module = await load_shared('console')
        if shown.is_done is not True:
            shown.console = module.public.Console(f'output-{view.uid}', place, view.context.options)
            replay()

    def replay() -> None:
        Reflect.apply(shown.console.clear, shown.console, [])
        messages: Array = view.model.outputs
        messages.forEach(append)

    def append(message) -> None:
        Reflect.apply(shown.console.append, shown.console, [message])

    def send() -> None:
        # The page owns the list: the kernel knows no other, when it is asked for it or appends to it.
        messages: Array = view.model.outputs
        set_values(view.model, {'outputs': messages.map(_as_output)}, view.context)

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
    start()
