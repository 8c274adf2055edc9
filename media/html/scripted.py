"""Outputs that a script of the release shows in a frame: charts, diagrams, scripts of kernels.

The library runs in the frame, where no policy of the host page forbids what it does, and nothing that it gets wrong
reaches the page. What it wants to fetch is counted, as for HTML, and fetched once the person has clicked "Load".
"""

from browser import Element, Object, Set, matchMedia

from media.dom import create, detach, document_of
from media.html.backdrop import backdrop_of
from media.html.permission import hosts, may_load, permission
from media.notes import make_note
from media.shared import load_shared


async def show_scripted(place: Element, item, content):
    """Fill ``place``, an element, with a frame that runs a script.

    ``content`` is ``{script, title, height, first, hear(said)}``: the text of the script; the name of the frame; its
    height until it tells one; what the script gets; and what hears its messages, which may be anything. Each time the
    script starts, it gets ``{first, look, state}``: ``content.first`` as it is then, a dict of ``backdrop_of``, and
    what the script told when it was frozen, if it was. Later it gets ``{look}`` when that changes. Where
    ``content.uses_webgl`` is True, the frame is frozen whenever it is out of sight; with ``content.draws_picture``, the
    script draws the picture of it.

    Returns ``{send(message), dispose()}``.
    """
    frames = await load_shared('html_frame')
    document = document_of(place)
    note = make_note(place, '')
    waiting: Object = Object()
    state: Object = Object()

    def send(message):
        # What it is sent now counts more than what a frozen frame has told.
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
                note.append(f' Remote addresses not loaded: {blocked.size} ({hosts(allowed)}). ')
                if remote != 'block':
                    button = create(document, 'button')
                    button.type = 'button'
                    button.append('Load')
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

        def report(reason: str):
            state.error = f'{content.title}: {reason}'
            tell()
            item.report(reason)

        def hear(said):
            if isinstance(said.error, str):
                report(said.error)
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
        box = frames.shared.frame_for(output, document, page, tell, report)
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
        pass  # it would only have stood in
    show(Object(item.options).remote, picture)
    return {'send': send, 'dispose': dispose}
