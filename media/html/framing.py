"""Markup with scripts, in a frame that has no origin: it runs, and reaches neither the host page nor the network.

The frame shows a page below the asset root, so that the policy of the host page is not its own. That page gets the
markup by a message, and puts it into a frame of its own, which cannot leave; media/html/page.py is the other side.
"""

from browser import Document, Element, Math, MessageChannel, Object, RegExp, String, clearTimeout, setTimeout

from media.dom import call, create
from media.html.heights import follow
from media.html.known_libraries import without_addresses
from media.html.live import Frame, add, remove, wake
from media.html.attributes import unprefix
from media.html.permission import origin_of
from media.limits import MAX_HEIGHT_PX
from media.shared import load_shared

# How long the page may take to answer once it is loaded: frames share a process, and their libraries are large.
FRAME_TIMEOUT_MS = 10000

# An output in a frame can claim as many blocked addresses as it likes.
MAX_REPORTED_ADDRESSES = 1000

# What a frame may show in its place once it is frozen: nothing that would be drawn for long.
PICTURE = RegExp('^data:image/png;base64,[\\w+/=]+$')
MAX_PICTURE_CHARS = 8000000

VIOLATION = 'securitypolicyviolation'

NO_ANSWER = 'the page for scripts did not answer; does the policy allow it as frame-src?'

# What a host may add to scripts. An origin, or a way to the host's own address, would end the isolation.
GRANTABLE = RegExp('^allow-(downloads|forms|modals|pointer-lock|popups(-to-escape-sandbox)?|presentation)$')


def frame_for(output, document: Document, address: str, changed, failed) -> Element:
    """A box with a frame that shows the page at ``address``, which shows the output; it is as high as what it shows.

    The frame is there as long as it lives, which media/html/live.py decides; else there is a picture.

    ``output`` is ``{root, markup, allowed, sandbox, may_load, waiting}``: the markup as it came, and read by
    ``parse_html``; what it may fetch, a ``permission``; what the host adds to its sandbox; whether an address may be
    loaded, which remembers those that may not; and an object whose ``stop()`` ends the waiting for an answer, for when
    the frame is removed. ``libraries`` is what ``libraries_for`` gave for the markup.

    An output that a script of the release shows has in addition ``script``, its text; ``title`` and ``height``, of
    the frame; ``picture``, an element that stands in until something is drawn, or None; ``greet(send, state)``, called
    with a function that sends messages to the script whenever it is started, and with what it told when it was frozen;
    and ``hear(said)``, called with what comes back, which may be anything. With ``draws_picture``, it answers
    ``{freeze}`` with ``{frozen, picture, state}`` itself.

    ``changed()`` is called when an address was not fetched, and ``failed(reason)`` where the page does not answer, as
    under a policy without a fitting frame-src.
    """
    root: Element = output.root
    grants: list[str] = output.sandbox if isinstance(output.sandbox, list) else []
    granted: list[str] = ['allow-scripts', *grants.filter(lambda each: GRANTABLE.test(each))]
    markup: str = unprefix(root.innerHTML) if _withheld(root, output.may_load) else output.markup
    message = {
        'markup': without_addresses(markup) if output.libraries else markup,
        'libraries': output.libraries,
        'policy': _policy(output.allowed.origins),
        'sandbox': ' '.join(granted),
        'script': output.script,
    }
    box = create(document, 'div')
    wanted: float = output.height or 150
    height: float = Math.min(wanted, MAX_HEIGHT_PX)

    def settle():
        clearTimeout(output.timer)
        call(document, 'removeEventListener', [VIOLATION, hear_violation])

    def fail():
        settle()
        if output.script is not None:
            # Nothing but a picture is left to show.
            remove(entry)
            frame: Element = box.querySelector('iframe')
            if frame is not None:
                frame.remove()
        failed(NO_ANSWER)

    def hear_violation(event):
        # Firefox fires no event at a frame that a policy blocks; the other engines load an error page into it.
        is_enforced = event.disposition == 'enforce' and event.effectiveDirective == 'frame-src'
        if is_enforced and origin_of(event.blockedURI) == origin_of(address):
            fail()

    def start():
        """Make the frame, in place of a picture of it."""
        frame = create(document, 'iframe')
        frame.sandbox = message.sandbox
        frame.title = output.title or 'Interactive output'
        frame.style.cssText = f'display:block;width:100%;min-height:16px;max-height:{MAX_HEIGHT_PX}px;border:0'
        frame.style.height = f'{String(height)}px'
        box.style.minHeight = ''
        follow_height = follow(frame)
        shown: Object = Object()
        picture: Element = box.firstElementChild
        if picture is not None:
            # The picture stands in until the frame shows something.
            frame.style.position = 'absolute'
            frame.style.opacity = '0'

        def reveal():
            if picture is not None and picture.parentNode is not None:
                has_focus = picture.matches(':focus')
                picture.remove()
                frame.style.position = 'static'
                frame.style.opacity = '1'
                if has_focus:
                    frame.focus()

        def connect(event):
            # Also when the frame was moved on the page, which loads it once more.
            channel = MessageChannel()
            clearTimeout(output.timer)
            output.timer = setTimeout(fail, FRAME_TIMEOUT_MS)

            def hear(message):
                settle()
                # The output may say whatever it likes; of this much, no harm can come.
                said = Object(message.data)
                shown.height = said.height or shown.height
                shown.is_drawn = shown.is_drawn is True or said.drawn is True or isinstance(said.error, str)
                # Before anything is drawn, a script of the release has nothing to be high for.
                if output.script is None or shown.is_drawn:
                    follow_height(shown.height)
                    reveal()
                if entry.froze is not None and said.frozen is True:
                    output.state = said.state
                    entry.froze(said.picture)
                if output.hear is not None:
                    output.hear(said)
                if output.allowed.blocked.size < MAX_REPORTED_ADDRESSES:
                    output.may_load(said.blocked)
                    changed()

            channel.port1.onmessage = hear
            entry.send = lambda message: channel.port1.postMessage(message)
            entry.ask = ask
            frame.contentWindow.postMessage(message, '*', [channel.port2])
            if output.greet is not None:
                output.greet(entry.send, output.state)

        call(document, 'addEventListener', [VIOLATION, hear_violation])
        frame.onload = connect
        frame.src = address
        box.append(frame)

    async def ask():
        """Ask for a picture: of a script that draws one itself, else by another script of the release."""
        if output.draws_picture is True:
            entry.send({'freeze': True})
            return
        try:
            chunk = await load_shared('page_picture')
            entry.send({'script': chunk.shared.script})
        except Exception:
            pass  # the answer counts as late

    async def stop(data):
        """Show a picture of the frame in its place: ``data`` if that is one, else a blank."""
        nonlocal height
        settle()
        height = box.offsetHeight
        picture = create(document, 'div')
        picture.role = 'img'
        try:
            if isinstance(data, str) and len(data) < MAX_PICTURE_CHARS and PICTURE.test(data):
                image = create(document, 'img')
                image.src = data
                await image.decode()
                picture = image
        except Exception:
            pass  # a blank is as good as a picture that cannot be shown
        picture.ariaLabel = output.title or 'Interactive output'
        picture.style.cssText = 'display:block;width:100%;object-fit:contain;object-position:top left'
        picture.style.height = f'{String(height)}px'
        # Who points at it, or gets there by keys, turns to what is in it.
        picture.tabIndex = 0
        picture.onpointerenter = turn
        picture.onfocus = turn
        box.replaceChildren(picture)

    def turn(event):
        wake(entry)

    entry: Frame = Frame(box, start, stop)
    entry.is_patient = output.script is not None
    if output.waiting.stop is not None:
        output.waiting.stop()

    def end():
        settle()
        remove(entry)

    output.waiting.stop = end
    output.entry = entry
    box.style.position = 'relative'
    if output.picture is not None:
        box.append(output.picture)
    else:
        box.style.minHeight = f'{String(height)}px'
    add(entry)
    return box


def _policy(origins: list[str]) -> str:
    """The Content Security Policy of what is framed: scripts of its own, and fetches from where that is allowed."""
    listed = ' '.join(origins)
    frames = listed or "'none'"
    return (f"default-src data: blob: 'unsafe-inline' 'unsafe-eval' {listed}; object-src 'none'; form-action 'none'; "
            f"frame-src {frames}")


def _withheld(root: Element, may_load) -> bool:
    """Take the documents of others from the markup where they may not be loaded; whether there were any.

    A policy would forbid them, too, but only after the browser has looked for their servers.
    """
    has_held = False

    def look(element: Element):
        nonlocal has_held
        for name in ['src', 'data', 'content']:
            address: str = element.getAttribute(name)
            if address is not None and not may_load(address):
                element.removeAttribute(name)
                has_held = True
                # An object shows what it holds instead; others would leave a blank.
                if element.localName != 'object':
                    element.remove()

    root.querySelectorAll('iframe,object,embed,[http-equiv=refresh i]').forEach(look)
    return has_held
