"""Outputs that a script of the release shows in a frame: charts, diagrams, scripts from kernels.

The library runs in the frame, where the host page's policy does not restrict it, and its failures do not affect the
page. Addresses that it wants to fetch are recorded, as for HTML, and fetched once the user has clicked "Load".
"""

from browser import Element, Object, Set, matchMedia

from media.dom import create, detach, document_of
from media.html import words
from media.html.backdrop import backdrop_of
from media.html.permission import blocked_text, may_load, permission
from media.notes import make_note
from media.shared import load_shared
from media.words import say, say_reason


async def show_scripted(place: Element, item, content):
    """Fill ``place``, an element, with a frame that runs a script.

    ``content`` is ``{script, title, height, first, hear(said)}``: the text of the script; the name of the frame; its
    height until the script reports one; the script's input; and a handler of its messages, which may be anything. Each
    time the script starts, it gets ``{first, look, state}``: the current ``content.first``, a dict of ``backdrop_of``,
    and the state it reported when it was last frozen, if any. Later it gets ``{look}`` when that changes. If
    ``content.uses_webgl`` is True, the frame is frozen whenever it is out of sight; with ``content.draws_picture``, the
    script draws its picture.

    Returns ``{send(message), dispose()}``.
    """
    frames = await load_shared('html_frame')
    document = document_of(place)
    note = make_note(place, '')
    waiting: Object = Object()
    state: Object = Object()

    def send(message):
        # A newer message supersedes the state that a frozen frame has reported.
        state.output.state = None
        if state.entry.send is not None:
            state.entry.send(message)

    def greet(send, told):
        send({'first': content.first, 'look': backdrop_of(place), 'state': told})

    def restyle(event):
        if state.entry.send is not None:
            state.entry.send({'look': backdrop_of(place)})

    def show(remote, picture):
        allowed = permission(frames.shared.with_granted(remote))
        blocked: Set = allowed.blocked

        def tell():
            note.replaceChildren()
            if state.error is not None and blocked.size == 0:
                note.append(state.error)
            if blocked.size:
                note.append(f' {blocked_text(allowed)} ')
                if remote != 'block':
                    button = create(document, 'button')
                    button.type = 'button'
                    button.append(say(words.LOAD))
                    button.onclick = load
                    frames.shared.ask(asking)
                    note.append(button)
            if note.firstChild is None:
                detach(note)
            else:
                place.append(note)

        def load(event):
            frames.shared.grant(allowed)
            show('load', None)

        async def report(reason: str, has_failed):
            error = f'{content.title}: {reason}'
            state.error = error
            tell()
            item.report(reason, has_failed)
            text = f'{content.title}: {await say_reason(reason)}'
            # The script may have drawn meanwhile, or failed again.
            if text != error and state.error == error:
                state.error = text
                tell()

        def fail(reason: str):
            report(reason, True)

        def hear(said):
            if isinstance(said.error, str):
                report(said.error, False)
            elif said.drawn is True and state.error is not None:
                state.error = None
                tell()
            content.hear(said)

        frames.shared.forget(state.asking)
        asking = {'place': place, 'allowed': allowed, 'show': lambda: show(remote, None)}
        state.asking = asking
        state.error = None
        origins: list[str] = allowed.origins
        output = {
            'root': create(document, 'div'), 'markup': '', 'allowed': allowed, 'sandbox': Object(item.options).sandbox,
            'may_load': lambda address: may_load(allowed, address), 'waiting': waiting, 'script': content.script,
            'draws_picture': content.draws_picture,
            'title': content.title, 'height': content.height, 'picture': picture, 'greet': greet, 'hear': hear}
        page = item.page('open' if len(origins) else 'frame')
        box = frames.shared.frame_for(output, document, page, tell, fail)
        state.output = output
        state.entry = output.entry
        state.entry.uses_webgl = content.uses_webgl is True
        if state.box is None:
            place.prepend(box)
        else:
            state.box.replaceWith(box)
        state.box = box
        tell()

    def dispose():
        waiting.stop()
        frames.shared.forget(state.asking)
        scheme.removeEventListener('change', restyle)

    scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', restyle)
    picture = None
    try:
        picture = None if item.picture is None else await item.picture()
    except Exception:
        pass  # it is only a placeholder
    show(Object(item.options).remote, picture)
    return {'send': send, 'dispose': dispose}
