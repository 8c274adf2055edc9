"""A terminal that is drawn by WebGL, with xterm's add-on; loaded where the host wants it.

Where there is no WebGL 2, and once the browser has taken it away, the screen consists of elements, as by default.
"""

from npm.xterm.addon_webgl import WebglAddon


def draw_by_webgl(parts) -> None:
    addon = WebglAddon()
    try:
        parts.terminal.loadAddon(addon)
    except Exception:
        return
    addon.onContextLoss(lambda event: parts.rebuild(lambda: addon.dispose()))


shared = {'attach': draw_by_webgl}
