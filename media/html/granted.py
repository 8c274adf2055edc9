"""What the person has allowed outputs with scripts to load: asked for once per page and host.

Charts of one kind load the same library from the same host, so a click on "Load" of one is meant for all of them.
"""

from browser import Array, Set

from media.html.permission import origin_of

_origins = Set()
# Outputs that something was not loaded for, ``{place, allowed, show()}``; those that have left the page are forgotten.
MAX_ASKING = 500
_asking = Set()


def with_granted(remote):
    """The host's option ``remote`` for an output with scripts, with the origins that the person has allowed."""
    return Array.from_(_origins) if _origins.size and (remote is None or remote == 'ask') else remote


def ask(asking) -> None:
    """Show an output again once all that was not loaded for it is allowed."""
    _asking.add(asking)
    if _asking.size > MAX_ASKING:
        _asking.delete(Array.from_(_asking).at(0))


def forget(asking) -> None:
    _asking.delete(asking)


def grant(allowed) -> None:
    """Allow the origins of what was not loaded for an output, also for others."""
    allowed.blocked.forEach(lambda address: _origins.add(origin_of(address)))
    waiting: list = Array.from_(_asking)
    for asking in waiting:
        blocked: list[str] = Array.from_(asking.allowed.blocked)
        if asking.allowed is not allowed and blocked.every(lambda address: _origins.has(origin_of(address))):
            _asking.delete(asking)
            if asking.place.isConnected is True:
                asking.show()
