"""The script in frames of outputs with scripts; it runs both in the frame's page and in the output inside that page.

A frame can navigate anywhere, unless the policy of the page around it forbids that. So there are two: this page, which
has no origin (with an origin, the script does nothing) and sets the policy it receives; and inside it the output, which
inherits that policy and cannot escape it by navigating. The output may send any message to the host page, which checks
each one. If the host page has sent a script of the release, that runs in the output first, and gets its messages.
"""

from browser import Element, Math, MessageEvent, Object, ResizeObserver, document, location, setTimeout, window

from media.html.messaging import tell
from media.html.realms import rename, secure

OWN_SCRIPT: str = document.currentScript.outerHTML

# At the beginning of each document: relative addresses resolve to nothing, links to anchors stay in the document, and
# DNS prefetching is off. Strings that scripts pass to parsers go through the policy of media/html/realms.py.
START = ('<!doctype html><meta charset="utf-8"><base href="about:srcdoc">'
         '<meta http-equiv="x-dns-prefetch-control" content="off">'
         '<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for \'script\'">'
         f'{OWN_SCRIPT}')

# Outputs are made for white paper, so they get a white background, even in a dark page.
LOOK = '<style>html{background:#fff;color-scheme:light}body{margin:4px;font:14px/1.4 system-ui,sans-serif}</style>'

# A document that is always a bit higher than its window would grow forever.
MAX_GROWTHS = 12


def receive(event: MessageEvent) -> None:
    """Take the markup from the host page, once, and frame it."""
    if event.source is not window.parent:
        return
    port = event.ports.at(0)
    told = event.data
    policy = document.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = told.policy
    document.head.append(policy)
    tell_blocks(lambda message: port.postMessage(message))
    frame = document.createElement('iframe')
    frame.sandbox = told.sandbox
    frame.srcdoc = START + LOOK + (told.libraries or '') + rename(told.markup)
    frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0'

    def relay(event: MessageEvent):
        if event.source is frame.contentWindow:
            port.postMessage(event.data)

    def begin(event):
        tell_output = frame.contentWindow
        if told.script:
            tell_output.postMessage({'script': told.script}, '*')
        port.onmessage = lambda event: tell_output.postMessage(event.data, '*')

    window.onmessage = relay
    frame.onload = begin
    document.body.append(frame)
    port.postMessage(0)


def tell_blocks(tell_one) -> None:
    document.addEventListener('securitypolicyviolation', lambda event: tell_one({'blocked': event.blockedURI}))


def show_document() -> None:
    """Prepare the output before it is parsed: report height and blocked addresses, and remove ways around policies."""
    own: Element = document.currentScript
    own.remove()
    tell_blocks(tell)
    window.addEventListener('message', hear_frame)
    secure(START, measure_soon)
    ResizeObserver(tell_height).observe(document.documentElement)
    # Detects changes of height by images, too; and what came after the last layout, since browsers lay out frames that
    # are out of sight only when asked.
    window.addEventListener('load', tell_height, True)


def hear_frame(event: MessageEvent) -> None:
    """Run the script that the host page sends, and relay reports of blocked addresses.

    Reports are accepted from frames inside the output, as if the output itself was blocked, but from no other output.
    """
    told = Object(event.data)
    if event.source is window.parent:
        if isinstance(told.script, str):
            script = document.createElement('script')
            script.text = told.script
            document.head.append(script)
    elif event.source is not None and event.source.parent is window:
        tell({'blocked': told.blocked})


def measure_soon() -> None:
    """Measure the height after changes: ResizeObserver does not run while the frame is out of sight."""
    global _is_waiting

    def measure():
        global _is_waiting
        _is_waiting = False
        tell_height()

    if not _is_waiting:
        _is_waiting = True
        setTimeout(measure, 50)


def tell_height() -> None:
    global _height, _growth
    root = document.documentElement
    height: float = Math.ceil(root.getBoundingClientRect().height)
    whole: float = root.scrollHeight
    if whole > window.innerHeight and whole > height:
        height = whole
    if height != _height and _growth < MAX_GROWTHS:
        _growth = _growth + 1 if height > _height > 0 else 0
        _height = height
        tell({'height': height})


_height: float = 0
_growth: int = 0
_is_waiting: bool = False


def start() -> None:
    """In a page without an origin, wait for the host page's message; in the output, prepare it."""
    if location.protocol == 'about:':
        show_document()
    elif window.origin == 'null':
        window.onmessage = receive
