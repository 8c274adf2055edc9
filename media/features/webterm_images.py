"""Images in a terminal: sixel and iTerm's protocol, by xterm's add-on; loaded where the host wants them.

All that is kept is bounded: an image larger than that is not shown, and older ones give way to newer ones.
"""

from npm.xterm.addon_image import ImageAddon

# Of one image, in pixels of four bytes and in bytes of its sequence; and of all images that are kept.
MAX_PIXELS = 4194304
MAX_SEQUENCE_BYTES = 8388608
MAX_STORED_MB = 32


def show_images(parts) -> None:
    parts.terminal.loadAddon(ImageAddon({
        'pixelLimit': MAX_PIXELS, 'storageLimit': MAX_STORED_MB,
        'sixelSizeLimit': MAX_SEQUENCE_BYTES, 'iipSizeLimit': MAX_SEQUENCE_BYTES,
    }))


shared = {'attach': show_images}
