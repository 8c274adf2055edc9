"""Handlers: one module per family of MIME types. Each becomes a chunk that pages load when they first need it.

A handler declares literals, which the build reads without running the module:

``MIME_TYPES``
    The types that it shows, in lower case. Matching ignores parameters, ``x-``, versions such as ``.v2``, and a
    trailing ``+json`` or ``.json``. ``application/vnd.vegalite+json`` covers ``application/vnd.vegalite.v6.json``.
``SLOT_CLASS``
    The class of the slot, the element in which the item is shown.
``RANK``
    The priority in a MIME bundle: the representation with the largest rank is shown. Optional; defaults to 50.
``NEEDS``
    The chunks that it always loads, ``('console',)``, or loads for texts that match a regular expression,
    ``(('svg_work', '<svg'),)``. They are requested together with the handler, not after it. Optional. Modules in
    media/features may also declare it.

``render(item, slot, result_id)``, async or not, shows an item in ``slot``, which is already on the page. The item has:

``type``
    Its MIME type, in lower case and without parameters.
``data``, ``metadata``
    The values that the kernel sent. They can be of any type.
``options``
    The options of the host's call, or None. A kernel cannot set them.
``name``
    The accessible name of the output, which the handler may set.
``page(name)``
    Returns the URL of a page of the release, such as ``frame``.
``report(reason, has_failed)``
    Reports an error to the host as a ``backendai:error`` event without removing the item. If ``has_failed`` is True,
    the outcome of the item changes to ``ok: false``.
``handlers(mime)``
    Returns the handler of a type, ``{chunk, slot, types, rank}``, or None. Handlers registered by hosts are included.
``load(chunk)``
    Returns a Promise for the module of a handler's chunk.
``bundle``, ``picture()``
    For an item from a MIME bundle: all of its representations, and a Promise for an element with its picture, or for
    None if there is none. The picture is a placeholder while a slow output is drawn.

``render`` returns one of these:

* A node, which replaces the slot's content.
* None, if the handler has filled the slot itself.
* A view, ``{'node': node, 'update': f, 'dispose': g, 'formats': h}``. Each key is optional. ``formats()`` is described
  in media/actions/formats.py. ``update(item)``, async or not, is called instead of ``render`` when the same slot gets
  another item for the same handler. ``dispose()`` frees timers, observers, frames and WebGL contexts. It is called
  once: when the view is replaced or cleared, or has left the page. If the slot returns to the page later, the item is
  rendered again.

An exception means that the item cannot be shown: the slot shows its message as the reason, and the slot's view is
disposed of. With ``error.keeps = True``, the slot keeps its content, and the reason is added.

If a newer item for the same slot overtakes a slow ``render``, the result of the latter is disposed of, not shown.
"""
