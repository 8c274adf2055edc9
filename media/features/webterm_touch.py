"""Touch support for terminals: dragging scrolls, a long press selects, and a bar has the keys that phones lack; loaded
for touch screens.
"""

from media.webterm_touch.bar import make_bar
from media.webterm_touch.dragging import Dragging
from media.webterm_touch.modifiers import Modifiers
from media.webterm_touch.screen_keyboard import stay_above_keyboard
from static.webterm_touch import css


def attach(parts) -> None:
    parts.style(css)
    make_bar(parts, Modifiers(parts.terminal, parts.root))
    Dragging(parts)
    parts.ending(stay_above_keyboard(parts.root))


shared = {'attach': attach}
