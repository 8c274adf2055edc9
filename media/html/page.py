"""What runs in frames of outputs with scripts; the same script serves their page and, inside, what it shows.

A frame can go wherever it likes, unless the policy of the page around it forbids that. So there are two: this page,
with no origin (it does nothing anywhere else), which sets the policy it is told; and in it the output, which inherits
that policy and cannot take it off by leaving. The output may say whatever it likes to the host page, which judges each
message. Where the host page has sent a script of the release, this runs in the output first, and gets its messages.
"""

from browser import Element, Math, MessageEvent, Object, ResizeObserver, document, location, setTimeout, window

from media.html.realms import rename, secure

OWN_SCRIPT: str = document.currentScript.outerHTML

# Before all else in each document: relative addresses lead nowhere, those of places stay in the document, and names of
# servers are not looked up ahead. What scripts give to parsers goes through the policy that media/html/realms.py makes.
START = ('<!doctype html><meta charset="utf-8"><base href="about:srcdoc">'
         '<meta http-equiv="x-dns-prefetch-control" content="off">'
         '<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for \'script\'">'
         f'{OWN_SCRIPT}')

# Outputs are made for white paper, so they get some, also in a dark page.
LOOK = '<style>html{background:#fff;color-scheme:light}body{margin:4px;font:14px/1.4 system-ui,sans-serif}</style>'

# A document that is as high as its window and a bit would grow for ever.
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


def show() -> None:
    """In the output, before any of it is read: tell of height and blocks, and close the ways out of any policy."""
    own: Element = document.currentScript
    own.remove()
    tell_blocks(tell)
    window.addEventListener('message', hear_frame)
    secure(START, measure_soon)
    ResizeObserver(tell_height).observe(document.documentElement)
    # Also that of images.
    document.addEventListener('load', tell_height, True)


def hear_frame(event: MessageEvent) -> None:
    """Run the script that the host page sends.

    What was blocked in a frame of the output was blocked in the output; other outputs are not heard.
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
    """Measure what has changed: what is out of sight is not measured otherwise."""
    global _is_waiting

    def measure():
        global _is_waiting
        _is_waiting = False
        tell_height()

    if not _is_waiting:
        _is_waiting = True
        setTimeout(measure, 50)


def tell(message) -> None:
    window.parent.postMessage(message, '*')


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
    """In a page without an origin, wait for what the host page has for it; in the output, prepare it."""
    if location.protocol == 'about:':
        show()
    elif window.origin == 'null':
        window.onmessage = receive
