"""MIME bundles, ``{mime: value}``: show the richest supported representation; if it fails, try the next one.

Handlers declare their priority as ``RANK``; the build collects the ranks in media/ranks.py. While a larger chunk is
loading, a picture from the bundle is shown as a placeholder.
"""

from browser import JSON, Array, Element, Object, Reflect, String, clearTimeout, setTimeout

from media import texts as words
from media.ranks import RANKS

# How long a slot stays empty before the picture is shown as a placeholder.
_STAND_IN_DELAY_MS = 100

_PICTURES: list[str] = ['image', 'svg']

# The maximum number of representations considered; each may need a copy of the metadata.
_MAX_CHOICES = 50


class Shown:
    """The view of a bundle, in the form that main expects; it wraps the view of the chosen handler."""

    def __init__(self, slot: Element, result_id: str):
        self.node: Element = None
        self._slot: Element = slot
        self._id: str = result_id
        self._chunk = None
        self._view: Object = None
        # For actions: the choices, the one that is shown, and the type that the user has chosen.
        self.choices: Object = Array()
        self.item = None
        self.wish = None
        # The newest bundle: an older one that finishes later must not replace it.
        self._latest = None

    async def update(self, item) -> None:
        """Show a bundle in place of the previous one."""
        self._latest = item
        choices: Object = await _choices(item)
        self.choices = choices.slice()
        wanted = _wanted(choices, self.wish)
        if wanted is not None:
            choices.unshift(wanted)
        waiting = setTimeout(lambda: self._stand_in(item, choices), _STAND_IN_DELAY_MS)
        reasons: list[str] = []
        for choice in choices:
            # For handlers that take long to draw, and draw later.
            choice.picture = lambda: self._picture(item, choices)
            choice.bundle = item.data
            try:
                await self._show(item, choice)
                break
            except Exception as error:
                item.type = choice.type
                if choices.length == 1:
                    raise
                reasons.append(f'{String(choice.type)}: {String(error.message)}')
                if len(reasons) < choices.length:
                    item.report(reasons[-1])
            finally:
                clearTimeout(waiting)
        if choices.length == len(reasons):
            item.type = None
            raise Exception('; '.join(reasons) if reasons else words.EMPTY)

    async def _show(self, item, choice) -> None:
        chunk = choice.handler.chunk
        if self._chunk is chunk and self._view.update is not None:
            await self._view.update(choice)
            item.type = choice.type
            item.name = choice.name
            self.item = choice
            return
        module = await item.load(chunk)
        content = await module.render(choice, self._slot, self._id)
        view: Object = content if content is not None and content.nodeType is None else {'node': content}
        if self._latest is not item:
            _dispose(view)
            return
        is_first = self._view is None
        self.dispose()
        self._chunk = chunk
        self._view = view
        self.item = choice
        item.name = choice.name
        self.node = view.node
        self._slot.className = choice.handler.slot
        item.type = choice.type
        if not is_first and self.node is not None:
            self._slot.replaceChildren(self.node)

    @property
    def formats(self):
        return self._view.formats

    async def show_as(self, wish: str) -> None:
        """Show another representation, now and on later updates: the one of a type, or the ``source`` of the first."""
        self.wish = wish
        await self.update(self._latest)

    async def _stand_in(self, item, choices: Array) -> None:
        """Show a picture of the bundle until a better representation is ready."""
        if self._view is not None:
            return
        try:
            image = await self._picture(item, choices)
            if image is not None and self._view is None and self._latest is item:
                self._slot.replaceChildren(image)
        except Exception:
            pass  # the picture is one of the choices, whose errors are reported later

    async def _picture(self, item, choices: Array):
        """An element that shows the picture of the bundle; None if there is none."""
        picture = choices.find(lambda choice: _PICTURES.includes(choice.handler.chunk))
        if picture is None:
            return None
        module = await item.load(picture.handler.chunk)
        return await module.render(picture, self._slot, self._id)

    def dispose(self) -> None:
        _dispose(self._view)


async def render(item, slot: Element, result_id: str) -> Shown:
    """Show a bundle: the item's ``data`` is ``{mime: value}``, its ``metadata`` is for all types, or keyed by type."""
    shown: Shown = Shown(slot, result_id)
    await shown.update(item)
    return shown


def _dispose(view: Object) -> None:
    if view is not None and view.dispose is not None:
        view.dispose()


def _wanted(choices: Object, wish):
    """The choice that the user has made before, or None."""
    if wish != 'source' or choices.length == 0:
        return choices.find(lambda choice: choice.type == wish)
    source = choices.at(0)
    text = source.data if isinstance(source.data, str) else JSON.stringify(source.data, None, 2)
    return Object.assign(Object(), source, {
        'type': 'text/plain', 'data': text, 'handler': source.handlers('text/plain')})


def _object(value) -> Object:
    """The value if it is an object, otherwise an empty object: Object.assign would copy the letters of a text."""
    return value if Object(value) is value else Object()


def _by_rank(one, other) -> float:
    first: float = one.rank
    second: float = other.rank
    return second - first


async def _choices(item) -> Object:
    """The items of a bundle that have a handler, best first."""
    found: Object = Array()
    names: list[str] = Object.keys(item.data)
    for mime in names:
        value: Object = Reflect.get(item.data, mime)
        handler = item.handlers(mime)
        is_json = mime.endswith('json')
        if handler is None or value is None and not is_json:
            continue
        if isinstance(value, list) and not is_json:
            value = value.join('')
        rank: float = Reflect.get(RANKS, handler.chunk) if handler.rank is None else handler.rank
        if '/vnd.' in mime and (value == '' or Object(value) is value and Object.keys(value).length == 0):
            # A marker, as from Bokeh and HoloViews: the script beside it is the output.
            rank = -1
        if handler.chunk == 'json' and (mime.endswith('+json') or mime.endswith('.json')):
            # The JSON tree of an unknown type is less useful than the text beside it.
            rank = 5
        if 'widget-view' in mime:
            messages = await item.load('messages')
            if messages.shared.has_model(item.options, value) is False:
                continue
        common = _object(item.metadata)
        own = Reflect.get(common, mime)
        metadata = common if own is None else Object.assign(Object(), common, _object(own))
        found.push(Object.assign(Object(), item, {
            'type': mime, 'data': value, 'metadata': metadata,
            'handler': handler, 'rank': 0 if rank is None else rank, 'plain': Reflect.get(item.data, 'text/plain'),
        }))
        if found.length == _MAX_CHOICES:
            break
    return found.sort(_by_rank)


shared = {'render': render}
