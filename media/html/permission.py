"""What may be fetched: nothing, until the user or the host allows it. Blocked addresses are recorded for a note."""

from browser import URL, Array, RegExp, Set, String

from media.html import words
from media.words import say

# Addresses that fetch nothing: data that is not a document, and anchors in the same document.
HARMLESS = RegExp('^(#|data:(image|audio|video|font|application/(x-)?font))', 'i')

# A host that cannot exist: an address that resolves to it is relative, with an unknown base.
NOWHERE = 'https://relative.invalid'


def permission(remote):
    """The permission for the host's option ``remote``, as ``{origins, blocked, relative}``.

    ``'load'`` allows everything, a list allows origins such as ``https://cdn.plot.ly``; everything else is blocked, and
    blocked addresses are added to ``blocked`` when they are found. Entries of ``origins`` that end with a colon allow a
    whole scheme. ``relative`` is the last relative address of a frame, or None.
    """
    origins: list[str] = ['https:', 'http:'] if remote == 'load' else (
        Array.from_(remote, lambda each: origin_of(String(each))) if isinstance(remote, list) else [])
    return {'origins': origins, 'blocked': Set(), 'relative': None}


def absolute(address: str) -> str:
    """The absolute form of an address that can be fetched without a base URL, otherwise an empty text."""
    try:
        url = URL(address, NOWHERE)
        href: str = url.href
        return href if RegExp('^https?:').test(href) is True and url.origin != NOWHERE else ''
    except Exception:
        return ''


def is_relative(address: str) -> bool:
    """Whether an address depends on a base URL."""
    try:
        return URL(address, NOWHERE).origin == NOWHERE
    except Exception:
        return False


def origin_of(address: str) -> str:
    """The origin of an address that can be fetched, otherwise an empty text."""
    href = absolute(address)
    return URL(href).origin if href else ''


def may_load(allowed, address: str) -> bool:
    """Whether an address may stay in the output; if it could be allowed but is not, it is recorded as blocked."""
    if HARMLESS.test(address):
        return True
    origin = origin_of(address)
    origins: list[str] = allowed.origins
    if origin == '' or origins.some(lambda each: each == origin or origin.startsWith(each) and each.endsWith(':')):
        return origin != ''
    blocked: Set = allowed.blocked
    blocked.add(absolute(address))
    return False


def blocked_text(allowed) -> str:
    """The text of the note about blocked addresses, with the hosts of the first few."""
    hosts: list[str] = Array.from_(Set(Array.from_(allowed.blocked, lambda address: URL(address).host)))
    return say(words.REMOTE_ADDRESSES, allowed.blocked.size, ', '.join(hosts[:3]))
