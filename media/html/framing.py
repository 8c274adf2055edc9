"""Markup with scripts, in a frame that has no origin: it runs, and reaches neither the host page nor the network.

The frame shows a page below the asset root, so that the policy of the host page is not its own. That page gets the
markup by a message, and puts it into a frame of its own, which cannot leave; media/html/page.py is the other side.
"""

from browser import Document, Element, MessageChannel, Object, RegExp, String, clearTimeout, setTimeout

from media.html.limits import MOST_HEIGHT
from media.html.permission import may_load

# How long, in milliseconds, the page may take to answer once it is loaded.
PATIENCE = 5000

# What a host may add to scripts. An origin, or a way to the host's own address, would end the isolation.
GRANTABLE = RegExp('^allow-(downloads|forms|modals|pointer-lock|popups(-to-escape-sandbox)?|presentation)$')


def policy(allowed) -> str:
    """The Content Security Policy of what is framed: scripts of its own, and fetches from where that is allowed."""
    listed: list[str] = allowed.origins
    origins = ' '.join(listed)
    frames = origins or "'none'"
    return (f"default-src data: blob: 'unsafe-inline' 'unsafe-eval' {origins}; object-src 'none'; form-action 'none'; "
            f"frame-src {frames}")


def hold(root: Element, allowed) -> bool:
    """Take the documents of others from the markup where they may not be loaded; whether there were any.

    A policy would forbid them, too, but only after the browser has looked for their servers.
    """
    has_held = False

    def look(element: Element):
        nonlocal has_held
        for name in ['src', 'data', 'content']:
            address: str = element.getAttribute(name)
            if address is not None and not may_load(allowed, address):
                element.removeAttribute(name)
                has_held = True

    root.querySelectorAll('iframe,object,embed,[http-equiv=refresh i]').forEach(look)
    return has_held


def framed(message, document: Document, address: str, heard, failed) -> Element:
    """A frame that shows the page at ``address``, which shows ``message``; it is as high as what it shows.

    ``message`` is ``{markup, policy, sandbox}``. ``heard(address)`` is called for each address that was not fetched,
    and ``failed()`` where the page does not answer, as under a policy without a fitting frame-src.
    """
    frame = document.createElement('iframe')
    frame.sandbox = message.sandbox
    frame.title = 'Interactive output'
    frame.style.cssText = f'display:block;width:100%;height:150px;min-height:16px;max-height:{MOST_HEIGHT}px;border:0'

    def connect(event):
        # Also when the frame was moved on the page, which loads it once more.
        channel = MessageChannel()
        waiting = setTimeout(failed, PATIENCE)

        def hear(message):
            clearTimeout(waiting)
            # The output may say whatever it likes; of this much, no harm can come.
            said = Object(message.data)
            frame.style.height = f'{String(said.height)}px'
            heard(said.blocked)

        channel.port1.onmessage = hear
        frame.contentWindow.postMessage(message, '*', [channel.port2])

    frame.onload = connect
    frame.src = address
    return frame
