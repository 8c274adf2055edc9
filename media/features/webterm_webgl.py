"""A terminal that is drawn with WebGL, by xterm's add-on; loaded if the host enables it.

Without WebGL 2, and after the browser has dropped the context, the screen consists of elements, as by default.
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
