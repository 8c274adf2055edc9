"""Markup with scripts, in a frame without an origin: it runs, but can reach neither the host page nor the network.

The frame shows a page below the asset root, so that the policy of the host page does not apply to it. That page
receives the markup in a message, and puts it into an inner frame, which cannot navigate away; media/html/page.py is
the script of that page.
"""

from browser import Document, Element, Math, MessageChannel, Object, Promise, RegExp, String, clearTimeout, setTimeout

from media.dom import call, create
from media.html import words
from media.html.heights import follow
from media.html.known_libraries import without_addresses
from media.html.live import Frame, add, remove, wake
from media.html.attributes import unprefix
from media.html.permission import is_relative, origin_of
from media.limits import MAX_HEIGHT_PX
from media.shared import load_shared
from media.words import say

# How long the page may take to answer once it is loaded: frames share a process, and their libraries are large.
FRAME_TIMEOUT_MS = 10000

# A document as high as its window, such as a figure that plotly.py has saved, and the height of that window.
FILLS_WINDOW = RegExp('^\\s*<(?:!doctype|html)[^]*\\bheight:\\s*100(?:%|vh)', 'i')
WINDOW_HEIGHT_PX = 450

# An output in a frame can report any number of blocked addresses.
MAX_REPORTED_ADDRESSES = 1000

# The picture that replaces a frozen frame must be a PNG: it must not contain anything that takes long to draw.
PICTURE = RegExp('^data:image/png;base64,[\\w+/=]+$')
MAX_PICTURE_CHARS = 8000000

VIOLATION = 'securitypolicyviolation'

# The sandbox tokens that a host may add. An origin, or navigation of the host page, would end the isolation.
GRANTABLE = RegExp('^allow-(downloads|forms|modals|pointer-lock|popups(-to-escape-sandbox)?|presentation)$')


def frame_for(output, document: Document, address: str, changed, failed) -> Element:
    """A box with a frame for the page at ``address``, which shows the output; it is as high as its contents.

    The box contains the frame while it is live, as decided by media/html/live.py; otherwise it contains a picture.

    ``output`` is ``{root, markup, allowed, sandbox, may_load, waiting}``: ``markup`` is the original markup, and
    ``root`` the same parsed by ``parse_html``; ``allowed`` is a ``permission`` that says what it may fetch; ``sandbox``
    holds the host's additions to the sandbox; ``may_load`` returns whether an address may be loaded, and records those
    that may not; and ``waiting`` is an object whose ``stop()`` ends the waiting for an answer, for when the frame is
    removed. ``libraries`` is the result of ``libraries_for`` for the markup. ``waiting.earlier`` holds script
    elements with libraries that earlier outputs loaded.

    An output shown by a script of the release also has ``script``, its text; ``title`` and ``height`` of the frame;
    ``picture``, an element that is shown until something is drawn, or None; ``greet(send, state)``, called each time
    the script is started, with a function that sends messages to it and with the state it reported when it was frozen;
    and ``hear(said)``, called with its messages, which may be anything. With ``draws_picture``, the script itself
    answers ``{freeze}`` with ``{frozen, picture, state}``.

    ``changed()`` is called when an address was not fetched, and ``failed(reason)`` if the page does not answer, as
    under a policy without a suitable frame-src.
    """
    root: Element = output.root
    grants: list[str] = output.sandbox if isinstance(output.sandbox, list) else []
    granted: list[str] = ['allow-scripts', *grants.filter(lambda each: GRANTABLE.test(each))]
    markup: str = unprefix(root.innerHTML) if _withheld(root, output) else output.markup
    message = {
        'markup': (output.waiting.earlier or '') + (without_addresses(markup) if output.libraries else markup),
        'libraries': output.libraries,
        'policy': _policy(output.allowed.origins),
        'sandbox': ' '.join(granted),
        'script': output.script,
    }
    box = create(document, 'div')
    wanted: float = output.height or (WINDOW_HEIGHT_PX if FILLS_WINDOW.test(markup) else 150)
    height: float = Math.min(wanted, MAX_HEIGHT_PX)

    def settle():
        clearTimeout(output.timer)
        call(document, 'removeEventListener', [VIOLATION, hear_violation])

    def fail():
        settle()
        if output.script is not None:
            # There is nothing to show but a picture.
            remove(entry)
            frame: Element = box.querySelector('iframe')
            if frame is not None:
                frame.remove()
        failed(words.FRAME_NOT_STARTED)

    def hear_violation(event):
        # Firefox fires no event at a frame that a policy blocks; the other engines load an error page into it.
        is_enforced = event.disposition == 'enforce' and event.effectiveDirective == 'frame-src'
        if is_enforced and origin_of(event.blockedURI) == origin_of(address):
            fail()

    def start():
        """Create the frame, replacing its picture."""
        frame = create(document, 'iframe')
        frame.sandbox = message.sandbox
        frame.title = output.title or say(words.INTERACTIVE_OUTPUT)
        frame.style.cssText = f'display:block;width:100%;min-height:16px;max-height:{MAX_HEIGHT_PX}px;border:0'
        frame.style.height = f'{String(height)}px'
        box.style.minHeight = ''
        follow_height = follow(frame)
        shown: Object = Object()
        picture: Element = box.firstElementChild
        if picture is not None:
            # The picture stays until the frame shows something.
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

        async def draw():
            """Return a Promise of a picture of the frame's contents, as a data URI; None if there is none."""
            def listen(done, failed):
                shown.asked = done
                setTimeout(done, FRAME_TIMEOUT_MS, None)
                ask()

            picture = await Promise(listen)
            return picture if _is_picture(picture) else None

        def connect(event):
            # Runs also when the frame was moved on the page, which reloads it.
            channel = MessageChannel()
            clearTimeout(output.timer)
            output.timer = setTimeout(fail, FRAME_TIMEOUT_MS)

            def hear(message):
                settle()
                # The output may send anything; none of the following can do harm.
                said = Object(message.data)
                shown.height = said.height or shown.height
                shown.is_drawn = shown.is_drawn is True or said.drawn is True or isinstance(said.error, str)
                # A script of the release needs no height before it has drawn anything.
                if output.script is None or shown.is_drawn:
                    follow_height(shown.height)
                    reveal()
                if shown.asked is not None and said.frozen is True:
                    shown.asked(said.picture)
                    shown.asked = None
                elif entry.froze is not None and said.frozen is True:
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
            frame.draw = draw
            if output.greet is not None:
                output.greet(entry.send, output.state)

        call(document, 'addEventListener', [VIOLATION, hear_violation])
        frame.onload = connect
        frame.src = address
        box.append(frame)

    async def ask():
        """Request a picture: from a script that draws one itself, otherwise from another script of the release."""
        if output.draws_picture is True:
            entry.send({'freeze': True})
            return
        try:
            chunk = await load_shared('page_picture')
            entry.send({'script': chunk.shared.script})
        except Exception:
            pass  # the answer is then treated as late

    async def stop(data):
        """Replace the frame with a picture: ``data`` if that is one, otherwise a blank."""
        nonlocal height
        settle()
        height = box.offsetHeight
        picture = create(document, 'div')
        picture.role = 'img'
        try:
            if _is_picture(data):
                image = create(document, 'img')
                image.src = data
                await image.decode()
                picture = image
        except Exception:
            pass  # show a blank instead of a picture that cannot be shown
        picture.ariaLabel = output.title or say(words.INTERACTIVE_OUTPUT)
        picture.style.cssText = 'display:block;width:100%;object-fit:contain;object-position:top left'
        picture.style.height = f'{String(height)}px'
        # Pointing at the picture, or focusing it, starts the frame again.
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


def _is_picture(data) -> bool:
    return isinstance(data, str) and len(data) < MAX_PICTURE_CHARS and PICTURE.test(data)


def _policy(origins: list[str]) -> str:
    """The Content Security Policy of the framed page: its own scripts are allowed, and fetches from allowed origins."""
    listed = ' '.join(origins)
    frames = listed or "'none'"
    return (f"default-src data: blob: 'unsafe-inline' 'unsafe-eval' {listed}; object-src 'none'; form-action 'none'; "
            f"frame-src {frames}")


def _withheld(root: Element, output) -> bool:
    """Remove documents that may not be loaded from the markup; returns whether there were any.

    The policy would block them, too, but only after the browser has looked up their servers. The last relative address
    of a frame is stored as ``output.allowed.relative``.
    """
    has_held = False

    def look(element: Element):
        nonlocal has_held
        for name in ['src', 'data', 'content']:
            address: str = element.getAttribute(name)
            if address is not None and not output.may_load(address):
                if element.localName == 'iframe' and is_relative(address):
                    output.allowed.relative = address
                element.removeAttribute(name)
                has_held = True
                # An object shows its contents instead; other elements would leave a blank.
                if element.localName != 'object':
                    element.remove()

    root.querySelectorAll('iframe,object,embed,[http-equiv=refresh i]').forEach(look)
    return has_held
