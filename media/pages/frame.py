"""The page of frames for outputs with scripts; the same script serves the page and, inside, what it shows.

A frame can go wherever it likes, unless the policy of the page around it forbids that. So there are two: this page,
with no origin (it does nothing anywhere else), which sets the policy it is told; and in it the output, which inherits
that policy and cannot take it off by leaving. The output may say whatever it likes to this page: it is only heard
when it tells its height, or an address that was blocked.
"""

from browser import (
    Document, Element, Math, MessageEvent, MutationObserver, Object, Proxy, Reflect, RegExp, ResizeObserver, String,
    document, location, setTimeout, window,
)

OWN_SCRIPT: str = document.currentScript.outerHTML

# Before all else in each document: relative addresses lead nowhere, those of places stay in the document, and names of
# servers are not looked up ahead.
START = ('<!doctype html><meta charset="utf-8"><base href="about:srcdoc">'
         f'<meta http-equiv="x-dns-prefetch-control" content="off">{OWN_SCRIPT}')

# Outputs are made for white paper, so they get some, also in a dark page.
LOOK = '<style>html{background:#fff;color-scheme:light}body{margin:4px;font:14px/1.4 system-ui,sans-serif}</style>'

# A document that is as high as its window and a bit would grow for ever.
MOST_GROWTH = 12


def receive(event: MessageEvent) -> None:
    """Take the markup from the host page, once, and frame it."""
    port = event.ports.at(0)
    if port is None or event.source is not window.parent:
        return
    policy = document.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = event.data.policy
    document.head.append(policy)
    document.addEventListener('securitypolicyviolation', lambda event: port.postMessage({'blocked': event.blockedURI}))
    frame = document.createElement('iframe')
    frame.setAttribute('sandbox', event.data.sandbox)
    frame.srcdoc = START + LOOK + open_only(event.data.markup)
    frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0'

    def relay(event: MessageEvent):
        if event.source is frame.contentWindow:
            port.postMessage(event.data)

    window.onmessage = relay
    document.body.append(frame)
    port.postMessage({'height': 0})


def show() -> None:
    """In the output, before any of it is read: tell of height and blocks, and close the ways out of any policy."""
    own: Element = document.currentScript
    own.remove()
    document.addEventListener('securitypolicyviolation', lambda event: tell({'blocked': event.blockedURI}))
    window.addEventListener('message', relay_block)
    close_ways()
    ResizeObserver(lambda entries: tell_height()).observe(document.documentElement)
    # Also that of images.
    document.addEventListener('load', lambda event: tell_height(), True)


def tell(message) -> None:
    window.parent.postMessage(message, '*')


def relay_block(event: MessageEvent) -> None:
    """What was blocked in a frame of the output was blocked in the output."""
    if event.source is not window.parent and event.data is not None and isinstance(event.data.blocked, str):
        tell({'blocked': event.data.blocked})


def tell_height() -> None:
    global _height, _growth
    root = document.documentElement
    height: float = Math.ceil(root.getBoundingClientRect().height)
    whole: float = root.scrollHeight
    if whole > window.innerHeight and whole > height:
        height = whole
    if height == _height or _growth > MOST_GROWTH:
        return
    _growth = _growth + 1 if height > _height > 0 else 0
    _height = height
    tell({'height': height})


_height: float = 0
_growth: int = 0


def close_ways() -> None:
    """Take what no policy forbids: peer connections, which reach any address, also in frames inside of the output."""
    for name in ['RTCPeerConnection', 'webkitRTCPeerConnection']:
        Reflect.deleteProperty(window, name)
    Reflect.deleteProperty(Element.prototype, 'setHTMLUnsafe')
    Reflect.deleteProperty(window.ShadowRoot.prototype, 'setHTMLUnsafe')
    observer = MutationObserver(guard_frames)
    watched = {'childList': True, 'subtree': True, 'attributeFilter': ['srcdoc']}
    observer.observe(document, watched)

    def attach(function, host: Element, given: list):
        options = Object.assign(Object(), given.at(0), {'mode': 'open', 'clonable': False})
        shadow = Reflect.apply(function, host, [options])
        observer.observe(shadow, watched)
        return shadow

    def write(function, own_document, given: list):
        return Reflect.apply(function, own_document, given.map(lambda text: open_only(String(text))))

    Element.prototype.attachShadow = Proxy(Element.prototype.attachShadow, {'apply': attach})
    for name in ['write', 'writeln']:
        setattr(Document.prototype, name, Proxy(getattr(Document.prototype, name), {'apply': write}))


def open_only(markup: str) -> str:
    """Markup without shadow roots of its own, into which nobody could look; scripts can make some."""
    return markup.replaceAll(RegExp('shadowrootmode', 'gi'), 'data-mode')


def guard_frames(records: list) -> None:
    """Give documents that scripts of the output make the same start, before they are read."""
    records.forEach(lambda record: [record.target, *record.addedNodes].forEach(guard))
    # What is out of sight is not measured by itself.
    setTimeout(tell_height, 50)


def guard(node: Element) -> None:
    if node.querySelectorAll is not None:
        [node, *node.querySelectorAll('iframe')].forEach(guard_frame)


def guard_frame(frame: Element) -> None:
    markup: str = frame.srcdoc
    if isinstance(markup, str) and markup != '' and not markup.startswith(START):
        frame.srcdoc = START + open_only(markup)


if location.protocol == 'about:':
    show()
elif window.origin == 'null':
    window.onmessage = receive
