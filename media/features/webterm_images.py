"""Images in a terminal: sixel and iTerm's protocol, by xterm's add-on; loaded if the host enables them.

The memory for images is limited: an image that exceeds the limit is not shown, and new images evict old ones.
"""

from npm.xterm.addon_image import ImageAddon

# The limits of one image, in pixels of four bytes and in bytes of its sequence; and of all stored images.
MAX_PIXELS = 4194304
MAX_SEQUENCE_BYTES = 8388608
MAX_STORED_MB = 32


def show_images(parts) -> None:
    parts.terminal.loadAddon(ImageAddon({
        'pixelLimit': MAX_PIXELS, 'storageLimit': MAX_STORED_MB,
        'sixelSizeLimit': MAX_SEQUENCE_BYTES, 'iipSizeLimit': MAX_SEQUENCE_BYTES,
    }))


shared = {'attach': show_images}
