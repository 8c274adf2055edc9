"""In a frame: the messages to the page, and those from the page that say what to draw with a library."""

from browser import Element, Object, String, document, window

from media.html import words


def draw_messages(draw, freeze) -> None:
    """Draw what the page sends, ``{first, look, state, freeze}``, into a new element. Each key is optional.

    ``draw(place, first, look, state)`` is async and returns False if a later drawing has replaced this one. ``state``
    is what the script reported when it was frozen; it comes once, with ``first``. ``freeze(place)`` is async, and
    returns what to report: a picture and a state.
    """
    latest: Object = Object()
    body: Element = document.body
    body.style.margin = '0'
    place = document.createElement('div')
    body.append(place)

    async def hear(event):
        told = Object(event.data)
        if event.source is not window.parent:
            return
        if told.freeze is True:
            tell(Object.assign({'frozen': True}, await freeze(place)))
        if told.first is None and told.look is None:
            return
        latest.first = told.first or latest.first
        latest.look = told.look or latest.look
        try:
            if await draw(place, latest.first, latest.look, None if told.first is None else told.state):
                tell({'drawn': True})
        except Exception as error:
            tell({'error': String(error.message)})

    window.addEventListener('message', hear)


def tell(message) -> None:
    window.parent.postMessage(message, '*')


def tell_errors() -> None:
    """Tell the page of all errors that nothing catches."""
    window.addEventListener('error', lambda event: tell({'error': String(event.message)}))
    window.addEventListener('unhandledrejection', _tell_rejection)


def _tell_rejection(event) -> None:
    reason = Object(event.reason).message
    tell({'error': words.PROMISE_REJECTED if reason is None else String(reason)})
