"""Files that a person saves: the browser asks where, or puts them into its folder of downloads."""

from browser import URL, Blob, Element, RegExp, setTimeout

from media.dom import create

# How long the browser may take to read a file, in milliseconds.
_KEPT_MS = 60000

# What file systems or browsers do not take in a name.
_FORBIDDEN = RegExp('[\\u0000-\\u001f\\\\/:*?"<>|]+', 'g')


def save_file(near: Element, parts: list, mime: str, name: str) -> None:
    """Save texts, bytes or Blobs, one after the other, as one file."""
    link = create(near, 'a')
    link.download = name.replaceAll(_FORBIDDEN, '_')
    link.href = URL.createObjectURL(Blob(parts, {'type': mime}))
    link.click()
    setTimeout(lambda: URL.revokeObjectURL(link.href), _KEPT_MS)
