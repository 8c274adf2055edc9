"""Error reports to the host page: an event, and a line in the console unless the host handles the event."""

from browser import CustomEvent, Element, EventTarget, Object, Reflect, String, console, document

from media.dom import HAS_PAGE


def report(place: Element, reason: str, about) -> None:
    """Dispatch ``backendai:error`` at ``place``, from where it bubbles, and at the document if it is not connected.

    The event's detail is ``reason`` and the properties of ``about``. A host that shows errors itself calls
    preventDefault().
    """
    detail = Object.assign(Object(), about, {'reason': reason})
    event = CustomEvent('backendai:error', {'bubbles': True, 'composed': True, 'cancelable': True, 'detail': detail})
    if place is not None and place.dispatchEvent is not None:
        place.dispatchEvent(event)
    if HAS_PAGE and (place is None or not place.isConnected):
        Reflect.apply(EventTarget.prototype.dispatchEvent, document, [event])
    if not event.defaultPrevented:
        console.warn(f'[backend.ai-media] {reason}')


def reason_of(error) -> str:
    """The message of an error, or of any other thrown value as text."""
    message = Object(error).message
    return String(error if message is None else message)
