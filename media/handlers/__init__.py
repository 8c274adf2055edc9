"""Handlers: one module for each family of MIME types. Each becomes a chunk, which pages load when they first need it.

A handler declares literals, which the build reads without running the module:

``MIME_TYPES``
    The types it shows, in lower case. Types are matched by one rule: parameters, ``x-``, versions such as ``.v2``, and
    ``+json`` or ``.json`` at the end do not count. ``application/vnd.vegalite+json`` covers
    ``application/vnd.vegalite.v6.json``.
``SLOT_CLASS``
    The class of the slot, the element that the item is shown in.
``RANK``
    Which representation of a MIME bundle is shown: the one with the largest rank. Optional; 50 unless declared.
``NEEDS``
    The chunks that it loads in any case, ``('console',)``, or for texts that match a regular expression,
    ``(('svg_work', '<svg'),)``. They are requested together with the handler, not after it. Optional. Modules of
    media/features may declare it, too.

``render(item, slot, result_id)``, async or not, shows an item in ``slot``, which is on the page already. It gets:

``type``
    Its MIME type, in lower case and without parameters.
``data``, ``metadata``
    As the kernel sent them: anything at all.
``options``
    The options of the host's call, or None. A kernel cannot set them.
``name``
    What screen readers call the output; the handler may set it.
``page(name)``
    The address of a page of the release, such as ``frame``.
``report(reason)``
    Reports an error to the host as a ``backendai:error`` event, while the item stays.
``handlers(mime)``
    The handler of a type, ``{chunk, slot, types, rank}``, or None; those of hosts included.
``load(chunk)``
    The module of a handler's chunk, which can be awaited.
``bundle``, ``picture()``
    Of an item of a MIME bundle: all of its representations, and a Promise of an element that shows its picture, or
    None where it has none. It stands in for what takes long to draw.

``render`` returns one of these:

* A node, which replaces what the slot shows.
* None: the handler has filled the slot.
* A view, ``{'node': node, 'update': f, 'dispose': g, 'formats': h}``, of which each part is optional. ``formats()`` is
  described in media/actions/formats.py. ``update(item)``, async or not, is called in place of ``render`` when the same
  slot gets another item of the same handler. ``dispose()`` frees timers, observers, frames and WebGL contexts. It is
  called once: when the view is replaced or cleared, or has left the page. If the slot comes back to the page later,
  the item is rendered again.

An exception means that the item cannot be shown: its message stands in the slot as the reason, and the slot's view is
disposed of. With ``error.keeps = True`` the slot keeps what it shows, and the reason is added.

A newer item of the same slot may overtake a slow ``render``; the result of that is not shown, and disposed of.
"""
