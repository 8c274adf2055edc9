"""What runs in frames of outputs with scripts; the same script serves their page and, inside, what it shows.

A frame can go wherever it likes, unless the policy of the page around it forbids that. So there are two: this page,
with no origin (it does nothing anywhere else), which sets the policy it is told; and in it the output, which inherits
that policy and cannot take it off by leaving. The output may say whatever it likes to this page: it is only heard
when it tells its height, or an address that was blocked.
"""

from browser import (
    Document, Element, Math, MessageEvent, MutationObserver, Object, Proxy, Reflect, RegExp, ResizeObserver,
    ShadowRoot, String, document, location, setTimeout, window,
)

OWN_SCRIPT: str = document.currentScript.outerHTML

# Before all else in each document: relative addresses lead nowhere, those of places stay in the document, and names of
# servers are not looked up ahead.
START = ('<!doctype html><meta charset="utf-8"><base href="about:srcdoc">'
         f'<meta http-equiv="x-dns-prefetch-control" content="off">{OWN_SCRIPT}')

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
    frame.srcdoc = START + LOOK + open_only(told.markup)
    frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0'

    def relay(event: MessageEvent):
        if event.source is frame.contentWindow:
            port.postMessage(event.data)

    window.onmessage = relay
    document.body.append(frame)
    port.postMessage(0)


def tell_blocks(tell_one) -> None:
    document.addEventListener('securitypolicyviolation', lambda event: tell_one({'blocked': event.blockedURI}))


def show() -> None:
    """In the output, before any of it is read: tell of height and blocks, and close the ways out of any policy."""
    own: Element = document.currentScript
    own.remove()
    tell_blocks(tell)
    # What was blocked in a frame of the output was blocked in the output.
    window.addEventListener('message', lambda event: tell({'blocked': Object(event.data).blocked}))
    close_ways()
    ResizeObserver(tell_height).observe(document.documentElement)
    # Also that of images.
    document.addEventListener('load', tell_height, True)


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


def close_ways() -> None:
    """Take what no policy forbids: peer connections, which reach any address, also in frames inside of the output.

    Frames are found by an observer, which has to see into all shadow roots, however they are made.
    """
    for place in [window, Element.prototype, ShadowRoot.prototype, Document]:
        names: list[str] = Object.getOwnPropertyNames(place)
        for name in names:
            if RegExp('RTCP|Unsafe').test(name) is True:
                Reflect.deleteProperty(place, name)
    watch(document)

    def attach(function, host: Element, given: list):
        options = Object.assign(Object(), given.at(0), {'mode': 'open', 'clonable': False})
        return watch(Reflect.apply(function, host, [options]))

    def write(function, own_document, given: list):
        return Reflect.apply(function, own_document, given.map(lambda text: open_only(String(text))))

    Element.prototype.attachShadow = Proxy(Element.prototype.attachShadow, {'apply': attach})
    Document.prototype.write = Proxy(Document.prototype.write, {'apply': write})
    Document.prototype.writeln = Proxy(Document.prototype.writeln, {'apply': write})


def watch(root):
    """Give documents that scripts of the output put into a document or shadow root the same start, before they are
    read; the root itself."""
    def look():
        root.querySelectorAll('iframe').forEach(inject_start)
        # What is out of sight is not measured by itself.
        setTimeout(tell_height, 50)

    MutationObserver(look).observe(root, {'childList': True, 'subtree': True, 'attributeFilter': ['srcdoc']})
    return root


def inject_start(frame: Element) -> None:
    markup: str = frame.srcdoc
    if markup != '' and not markup.startswith(START):
        frame.srcdoc = START + open_only(markup)


def open_only(markup: str) -> str:
    """Markup without shadow roots of its own, into which nobody could look; scripts can make some."""
    return markup.replaceAll(RegExp('shadowrootmode', 'gi'), 'data-mode')


def start() -> None:
    """In a page without an origin, wait for what the host page has for it; in the output, prepare it."""
    if location.protocol == 'about:':
        show()
    elif window.origin == 'null':
        window.onmessage = receive
