"""What may be fetched: nothing, until the person or the host allows it; and what was held back, to be told."""

from browser import URL, Array, RegExp, Set, String

# Addresses that fetch nothing: data that is no document, and places in the same document.
HARMLESS = RegExp('^(#|data:(image|audio|video|font|application/(x-)?font))', 'i')

# A host that cannot exist: an address that resolves to it is relative, and nobody knows to what.
NOWHERE = 'https://relative.invalid'


def permission(remote):
    """What the host's option ``remote`` allows, as ``{origins, blocked}``.

    ``'load'`` is everything, a list is of origins such as ``https://cdn.plot.ly``; the rest is blocked, and its
    addresses are added to ``blocked`` as they are met. Of ``origins``, those that end with a colon are all of a scheme.
    """
    origins: list[str] = ['https:', 'http:'] if remote == 'load' else (
        Array.from_(remote, lambda each: origin_of(String(each))) if isinstance(remote, list) else [])
    return {'origins': origins, 'blocked': Set()}


def absolute(address: str) -> str:
    """An address that can be fetched as it would be without a page around it, else an empty text."""
    try:
        url = URL(address, NOWHERE)
        href: str = url.href
        return href if RegExp('^https?:').test(href) is True and url.origin != NOWHERE else ''
    except Exception:
        return ''


def origin_of(address: str) -> str:
    """The origin of an address that can be fetched, else an empty text."""
    href = absolute(address)
    return URL(href).origin if href else ''


def may_load(allowed, address: str) -> bool:
    """Whether an address can be left in what is shown; one that could be allowed counts as blocked."""
    if HARMLESS.test(address):
        return True
    origin = origin_of(address)
    origins: list[str] = allowed.origins
    if origin == '' or origins.some(lambda each: each == origin or origin.startsWith(each) and each.endsWith(':')):
        return origin != ''
    blocked: Set = allowed.blocked
    blocked.add(absolute(address))
    return False


def hosts(allowed) -> str:
    """The hosts of what was blocked, the first few of them."""
    names: list[str] = Array.from_(Set(Array.from_(allowed.blocked, lambda address: URL(address).host)))
    return ', '.join(names[:3])
