"""Markup with scripts, in a frame that has no origin: it runs, and reaches neither the host page nor the network.

The frame shows a page below the asset root, so that the policy of the host page is not its own. That page gets the
markup by a message, and puts it into a frame of its own, which cannot leave; media/pages/frame.py is the other side.
"""

from browser import (
    URL, Array, Document, Element, Math, MessageChannel, Object, Set, String, clearTimeout, location, setTimeout,
    window,
)

from media.html.limits import MOST_HEIGHT
from media.html.permission import may_load

# How long, in milliseconds, the page may take to answer once it is loaded.
PATIENCE = 5000

# What a host may add to scripts. An origin, or a way to the host's own address, would end the isolation.
GRANTABLE = Set(['allow-downloads', 'allow-forms', 'allow-modals', 'allow-pointer-lock', 'allow-popups',
                 'allow-popups-to-escape-sandbox', 'allow-presentation'])


def policy(allowed) -> str:
    """The Content Security Policy of what is framed: scripts of its own, and fetches from where that is allowed."""
    origins: str = 'https: http:' if allowed.all is True else allowed.origins.join(' ')
    own = f"data: blob: 'unsafe-inline' 'unsafe-eval' {origins}"
    frames = origins or "'none'"
    return f"default-src {own}; object-src 'none'; form-action 'none'; frame-src {frames}"


def hold(root: Element, allowed) -> bool:
    """Take the documents of others from the markup where they may not be loaded; whether there were any.

    A policy would forbid them, too, but only after the browser has looked for their servers.
    """
    frames: list[Element] = Array.from_(root.querySelectorAll('iframe,object,embed'))
    held = frames.filter(lambda frame: not may_load(allowed, frame.getAttribute(_source(frame)) or '#'))
    held.forEach(lambda frame: frame.removeAttribute(_source(frame)))
    return held.length > 0


def _source(frame: Element) -> str:
    return 'data' if frame.localName == 'object' else 'src'


def framed(markup: str, allowed, grants, document: Document, heard) -> Element:
    """A frame that shows ``markup`` once it is on the page, as high as its contents.

    ``heard(reason, address)`` is called with ``blocked`` for each address that was not fetched, and with ``failed``
    where the page for frames does not answer, as under a policy without a fitting frame-src.
    """
    frame = document.createElement('iframe')
    granted: str = ['allow-scripts', *grants.filter(lambda each: GRANTABLE.has(each))].join(' ')
    frame.setAttribute('sandbox', granted)
    frame.title = 'Interactive output'
    frame.referrerPolicy = 'no-referrer'
    frame.style.cssText = 'display: block; width: 100%; height: 150px; border: 0'

    def connect(event):
        # Also when the frame was moved on the page, which loads it once more.
        channel = MessageChannel()
        waiting = setTimeout(lambda: heard('failed', frame.src), PATIENCE)

        def hear(message):
            clearTimeout(waiting)
            # The output may say whatever it likes; of this much, no harm can come.
            said = Object(message.data)
            height: float = said.height
            if isinstance(height, float) and height > 0:
                frame.style.height = String(Math.min(Math.max(height, 16), MOST_HEIGHT)) + 'px'
            if isinstance(said.blocked, str):
                heard('blocked', said.blocked)

        channel.port1.onmessage = hear
        message = {'markup': markup, 'policy': policy(allowed), 'sandbox': granted}
        frame.contentWindow.postMessage(message, '*', [channel.port2])

    frame.addEventListener('load', connect)
    frame.src = _page(document.baseURI)
    return frame


def _page(base: str) -> str:
    """The address of the page for frames: below the asset root, or where the bundler of a host without one has it."""
    root: str = window.BackendAI.assetRoot
    pages = getattr(window.BackendAI, '_pages', None)
    if pages is not None and root == location.origin:
        try:
            return pages.frame()
        except Exception:
            pass  # a bundle that does not know where it is
    while root.endswith('/'):
        root = root[:-1]
    return URL(f'{root}/frame.html', base).href
