"""Removes APIs that no policy forbids from every realm that an output can create, before its scripts run there.

A realm is a window with its own built-ins. Peer connections reach any address whatever a policy says, and so does a
SharedWorker in WebKit. ``secure`` removes them from the output's own window; an output can create these other realms:

* a frame with ``srcdoc``, whose document gets the same start: the default policy for trusted types, which the start
  requires, sees assignments, and an observer sees the elements that a parser creates, in all shadow roots;
* a frame with a ``javascript:`` address, which the default policy refuses;
* a frame of another kind, which has another origin, and whose scripts the page's policy refuses.

An output can replace any built-in. So code that runs later calls only functions that were stored before, and reads
nothing through a prototype; that is why this module uses the plain dialect.
"""

from browser import (
    Document, DocumentFragment, Element, HTMLIFrameElement, MutationObserver, Object, Proxy, Reflect, RegExp, String,
    Symbol, TrustedTypePolicyFactory, WeakMap, document, setTimeout, window,
)

from media.dom import global_named

DIALECT = 'plain'

# Peer connections, workers that ignore policies, and APIs that create closed shadow roots or attributes unnoticed.
TAKEN = RegExp('RTCP|SharedWorker|Unsafe|XSLTP')

# The attribute that no parser may see is written with a Cyrillic letter at its end. It looks the same in texts, and in
# scripts it is a name like any other, which ``secure`` defines.
SRCDOC = 'srcdo\u0441'

# The names that are rewritten, and their replacements: srcdoc; and any part of shadowrootmode that a script could write
# at the start or the end of a text, to be completed by another text.
RENAMED = [['(srcdo)c', '$1\u0441'], ['(ootmod)e', '$1\u0435'], ['(shadow)(ro?o?t?m?o?d?)$', '$1\u200b$2']]

# The length of the longest part of a name that is not rewritten yet.
PART = 13

apply = Reflect.apply
get = Reflect.get
assign = Object.assign
to_string = String
slice_of = String.prototype.slice
replace_in = get(RegExp.prototype, Symbol.replace)
has_start = String.prototype.startsWith
attribute_of = Element.prototype.getAttribute
drop_attribute = Element.prototype.removeAttribute
observe = MutationObserver.prototype.observe
tail_of = WeakMap.prototype.get
store = WeakMap.prototype.set
set_srcdoc = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'srcdoc').set
observed = Object.setPrototypeOf({'childList': True, 'subtree': True, 'attributes': True}, None)
later = setTimeout
tails = WeakMap()


def pattern(source):
    """A global regular expression that works the same even if RegExp.prototype is changed."""
    return Object.defineProperties(RegExp(source, 'gi'), {
        'exec': {'value': RegExp.prototype.exec}, 'flags': {'value': 'gi'}, 'global': {'value': True},
        'unicode': {'value': False}})


first = pattern(RENAMED[0][0])
second = pattern(RENAMED[1][0])
last = pattern(RENAMED[2][0])


def rename(text):
    """Rewrite markup so that a parser finds neither documents nor shadow roots in it."""
    text = apply(replace_in, first, [text, RENAMED[0][1]])
    return apply(replace_in, second, [text, RENAMED[1][1]])


def take(place):
    """Delete the forbidden properties of an object."""
    for name in Object.getOwnPropertyNames(place):
        if TAKEN.test(name):
            Reflect.deleteProperty(place, name)


def secure(start, changed):
    """Remove APIs that no policy forbids from this window, and give documents created in it the same ``start``.

    ``changed()`` is called when elements have been added, removed or changed.
    """
    take(window)
    for name in Object.getOwnPropertyNames(window):
        value = Object.getOwnPropertyDescriptor(window, name).value
        for place in [value, value and value.prototype]:
            if place is Object(place):
                take(place)

    def started(markup):
        return markup if apply(has_start, markup, [start]) else start + rename(markup)

    def set_document(frame, markup):
        apply(set_srcdoc, frame, [started(to_string(markup))])

    def watch(root, prototype):
        query = prototype.querySelectorAll

        def look():
            frames = apply(query, root, ['iframe'])
            index = 0
            while frames[index]:
                frame = frames[index]
                index += 1
                renamed = apply(attribute_of, frame, [SRCDOC])
                markup = apply(attribute_of, frame, ['srcdoc'])
                if renamed is not None:
                    apply(drop_attribute, frame, [SRCDOC])
                    # Chromium drops a document that is set while its frame is being parsed.
                    later(lambda frame=frame, renamed=renamed: set_document(frame, renamed))
                elif markup and not apply(has_start, markup, [start]):
                    set_document(frame, markup)
            changed()

        apply(observe, MutationObserver(look), [root, observed])
        return root

    def attach(function, host, given):
        options = assign({}, given[0], {'mode': 'open', 'clonable': False})
        return watch(apply(function, host, [options]), DocumentFragment.prototype)

    def write(function, owner, given):
        text = ''
        index = 0
        while index < given.length:
            text += to_string(given[index])
            index += 1
        tail = apply(tail_of, tails, [owner]) or ''
        whole = apply(replace_in, last, [rename(tail + text), RENAMED[2][1]])
        apply(store, tails, [owner, apply(slice_of, whole, [-PART])])
        return apply(function, owner, [apply(slice_of, whole, [tail.length])])

    def allow(value, kind, sink):
        return started(value) if sink == 'HTMLIFrameElement srcdoc' else rename(value)

    def create_policy(function, factory, given):
        rules = given[1]
        make = rules and rules.createHTML
        own = assign({}, rules)
        if make:
            def filtered(*values):
                return rename(to_string(apply(make, rules, values)))
            own.createHTML = filtered
        return apply(function, factory, [given[0], own])

    watch(document, Document.prototype)
    Element.prototype.attachShadow = Proxy(Element.prototype.attachShadow, {'apply': attach})
    Document.prototype.write = Proxy(Document.prototype.write, {'apply': write})
    Document.prototype.writeln = Proxy(Document.prototype.writeln, {'apply': write})
    Object.defineProperty(HTMLIFrameElement.prototype, SRCDOC, Object.getOwnPropertyDescriptor(
        HTMLIFrameElement.prototype, 'srcdoc'))
    factory = global_named('trustedTypes')
    if factory:
        factory.createPolicy('default', {
            'createHTML': allow, 'createScriptURL': lambda value: value,
            # Refuse an address such as javascript:…; it may run in another window.
            'createScript': lambda value, kind, sink: None if sink == 'Location href' else value,
        })
        TrustedTypePolicyFactory.prototype.createPolicy = Proxy(
            TrustedTypePolicyFactory.prototype.createPolicy, {'apply': create_policy})
