"""When to retry a connection that ended, and how long to wait first."""

from math import floor

from media.webterm import words

# The delay doubles from the first to the longest. After the maximum number of failed tries, the user has to ask for
# another one. The maximum is lower if the server closes normally (1000), or repeatedly soon after opening.
FIRST_WAIT_MS = 500
MAX_WAIT_MS = 30000
MAX_TRIES = 20
MAX_TRIES_CLOSED = 3
MAX_TRIES_BRIEF = 6


def wait_before(tries: int, chance: float) -> int:
    """The delay after ``tries`` failed tries; ``chance``, from 0 to 1, spreads out the retries of many pages."""
    longest: float = MAX_WAIT_MS if tries > 5 else FIRST_WAIT_MS * 2 ** tries
    return floor(longest * (0.75 + 0.25 * chance))


def is_final(code: int) -> bool:
    """Whether a close code (RFC 6455, 7.4) means that retrying the same address is useless.

    This is so if the server rejects the data it receives (1002, 1003, 1007, 1008) or reports an error of its own
    (3000 and above). A killed server, a lost network, a proxy's timeout (1001, 1005, 1006, 1012 to 1015), a frame that
    is too large (1009) and an internal server error (1011) may be temporary. 1000 carries no information: Backend.AI's
    proxies close with it whatever failed behind them.
    """
    return code == 1002 or code == 1003 or code == 1007 or code == 1008 or code >= 3000


def reason_of(code: int, reason: str, was_open: bool, told) -> str:
    """Why a connection ended. ``told`` is ``say`` for the user, and ``fill`` for the host, which gets it in English."""
    if reason == words.NO_ANSWER:
        return told(reason)
    if reason != '':
        return reason
    if code == 1000:
        return told(words.CLOSED_BY_SERVER)
    if code == 1009:
        return told(words.MESSAGE_TOO_LARGE)
    if code != 1006:
        return told(words.SERVER_REPORT, f'{code}')
    return told(words.BROKEN_CONNECTION) if was_open else told(words.UNREACHABLE_SERVER)
