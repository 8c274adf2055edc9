"""A frame's height follows the output's requests, with limits: outputs may request anything at any rate."""

from browser import Element, Number, String, clearTimeout, performance, setTimeout

from media.limits import MAX_HEIGHT_PX

# The minimum interval between two changes, and how long an output must request less before its frame shrinks.
CHANGE_INTERVAL_MS = 300

# Each time a frame shrinks, the next time takes that much longer, until there were no changes for this long.
CALM_MS = 10000


def follow(frame: Element):
    """Return a function that takes each height an output requests, in CSS pixels."""
    shown: float = 0.0
    wanted: float = 0.0
    changed_at: float = -CALM_MS
    shrinks: int = 0
    timer: int = 0

    def change():
        nonlocal shown, changed_at, shrinks
        if wanted < shown:
            shrinks += 1
        shown = wanted
        changed_at = performance.now()
        frame.style.height = f'{String(shown)}px'

    def hear(height):
        nonlocal wanted, shrinks, timer
        asked: float = Number(height)
        if not asked >= 0:
            return
        wanted = asked if asked < MAX_HEIGHT_PX else MAX_HEIGHT_PX
        clearTimeout(timer)
        since: float = performance.now() - changed_at
        if since > CALM_MS:
            shrinks = 0
        if wanted > shown:
            timer = setTimeout(change, CHANGE_INTERVAL_MS - since)
        elif wanted < shown:
            timer = setTimeout(change, CHANGE_INTERVAL_MS * (1 + shrinks))

    return hear
