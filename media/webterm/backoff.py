"""When a connection that ended is worth another try, and how long to wait before."""

from math import floor

# Waits double from the first to the longest; after so many tries in vain, a person has to ask. There are fewer where a
# server closes in good order (1000), or again and again soon after it has opened.
FIRST_WAIT_MS = 500
MAX_WAIT_MS = 30000
MAX_TRIES = 20
MAX_TRIES_CLOSED = 3
MAX_TRIES_BRIEF = 6


def wait_before(tries: int, chance: float) -> int:
    """How long to wait after that many tries in vain; ``chance`` of 0 to 1 keeps many pages from coming at once."""
    longest: float = MAX_WAIT_MS if tries > 5 else FIRST_WAIT_MS * 2 ** tries
    return floor(longest * (0.75 + 0.25 * chance))


def is_final(code: int) -> bool:
    """Whether a close code (RFC 6455, 7.4) means that the same address will not serve again.

    That is so where the server finds fault with what it gets (1002, 1003, 1007, 1008), or reports an error of its own
    (3000 and above). A killed server, a lost network, a proxy's timeout (1001, 1005, 1006, 1012 to 1015), a frame found
    too large (1009) and an accident in the server (1011) may all be over soon. And 1000 says nothing: Backend.AI's
    proxies close with it whatever broke behind them.
    """
    return code == 1002 or code == 1003 or code == 1007 or code == 1008 or code >= 3000


def reason_of(code: int, reason: str, was_open: bool) -> str:
    """Why a connection ended, for a person."""
    if reason != '':
        return reason
    if code == 1000:
        return 'the server closed it, as when a session ends or a proxy loses its server'
    if code == 1009:
        return 'a message was too large for the server'
    if code != 1006:
        return f'the server reports {code}'
    return 'the connection broke' if was_open else 'the server cannot be reached, or refuses'
