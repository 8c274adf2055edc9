"""What the user has allowed outputs with scripts to load: asked for once per page and host.

Charts of one kind load the same library from the same host, so a click on "Load" in one of them applies to all.
"""

from browser import Array, Set

from media.html.permission import origin_of

_origins = Set()
# Outputs with addresses that were not loaded, ``{place, allowed, show()}``; those that have left the page are dropped.
MAX_ASKING = 500
_asking = Set()


def with_granted(remote):
    """The host's option ``remote`` for an output with scripts, including the origins that the user has allowed."""
    return Array.from_(_origins) if _origins.size and (remote is None or remote == 'ask') else remote


def ask(asking) -> None:
    """Register an output to be shown again once all of its blocked origins are allowed."""
    _asking.add(asking)
    if _asking.size > MAX_ASKING:
        _asking.delete(Array.from_(_asking).at(0))


def forget(asking) -> None:
    _asking.delete(asking)


def grant(allowed) -> None:
    """Allow the blocked origins of an output, for other outputs, too."""
    allowed.blocked.forEach(lambda address: _origins.add(origin_of(address)))
    waiting: list = Array.from_(_asking)
    for asking in waiting:
        blocked: list[str] = Array.from_(asking.allowed.blocked)
        if asking.allowed is not allowed and blocked.every(lambda address: _origins.has(origin_of(address))):
            _asking.delete(asking)
            if asking.place.isConnected is True:
                asking.show()
