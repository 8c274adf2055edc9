"""Markup with scripts, in a frame that has no origin: it runs, and reaches neither the host page nor the network.

The frame shows a page below the asset root, so that the policy of the host page is not its own. That page gets the
markup by a message, and puts it into a frame of its own, which cannot leave; media/html/page.py is the other side.
"""

from browser import Document, Element, MessageChannel, Object, RegExp, clearTimeout, setTimeout

from media.dom import call, create
from media.html.heights import follow
from media.html.attributes import unprefix
from media.html.permission import origin_of
from media.limits import MAX_HEIGHT_PX

# How long, in milliseconds, the page may take to answer once it is loaded.
FRAME_TIMEOUT_MS = 5000

# An output in a frame can claim as many blocked addresses as it likes.
MAX_REPORTED_ADDRESSES = 1000

VIOLATION = 'securitypolicyviolation'

NO_ANSWER = 'the page for scripts did not answer; does the policy allow it as frame-src?'

# What a host may add to scripts. An origin, or a way to the host's own address, would end the isolation.
GRANTABLE = RegExp('^allow-(downloads|forms|modals|pointer-lock|popups(-to-escape-sandbox)?|presentation)$')


def frame_for(output, document: Document, address: str, changed, failed) -> Element:
    """A frame that shows the page at ``address``, which shows the output; it is as high as what it shows.

    ``output`` is ``{root, markup, allowed, sandbox, may_load, waiting}``: the markup as it came, and read by
    ``parse_html``; what it may fetch, a ``permission``; what the host adds to its sandbox; whether an address may be
    loaded, which remembers those that may not; and an object whose ``stop()`` ends the waiting for an answer, for when
    the frame is removed. ``changed()`` is called when an address was not fetched, and ``failed(reason)`` where
    the page does not answer, as under a policy without a fitting frame-src.
    """
    root: Element = output.root
    grants: list[str] = output.sandbox if isinstance(output.sandbox, list) else []
    granted: list[str] = ['allow-scripts', *grants.filter(lambda each: GRANTABLE.test(each))]
    message = {
        'markup': unprefix(root.innerHTML) if _withheld(root, output.may_load) else output.markup,
        'policy': _policy(output.allowed.origins),
        'sandbox': ' '.join(granted),
    }
    frame = create(document, 'iframe')
    frame.sandbox = message.sandbox
    frame.title = 'Interactive output'
    frame.style.cssText = f'display:block;width:100%;height:150px;min-height:16px;max-height:{MAX_HEIGHT_PX}px;border:0'

    follow_height = follow(frame)

    def settle():
        clearTimeout(timer)
        call(document, 'removeEventListener', [VIOLATION, hear_violation])

    def fail():
        settle()
        failed(NO_ANSWER)

    def hear_violation(event):
        # Firefox fires no event at a frame that a policy blocks; the other engines load an error page into it.
        is_enforced = event.disposition == 'enforce' and event.effectiveDirective == 'frame-src'
        if is_enforced and origin_of(event.blockedURI) == origin_of(address):
            fail()

    def connect(event):
        nonlocal timer
        # Also when the frame was moved on the page, which loads it once more.
        channel = MessageChannel()
        clearTimeout(timer)
        timer = setTimeout(fail, FRAME_TIMEOUT_MS)

        def hear(message):
            settle()
            # The output may say whatever it likes; of this much, no harm can come.
            said = Object(message.data)
            follow_height(said.height)
            if output.allowed.blocked.size < MAX_REPORTED_ADDRESSES:
                output.may_load(said.blocked)
                changed()

        channel.port1.onmessage = hear
        frame.contentWindow.postMessage(message, '*', [channel.port2])

    timer = 0
    output.waiting.stop = settle
    call(document, 'addEventListener', [VIOLATION, hear_violation])
    frame.onload = connect
    frame.src = address
    return frame


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
