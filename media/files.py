"""Saving files: the browser asks for a location, or uses its downloads folder."""

from browser import URL, Blob, Element, RegExp, setTimeout

from media.dom import create

# How long the browser may take to read a file, in milliseconds.
_KEPT_MS = 60000

# Characters that file systems or browsers do not accept in a name.
_FORBIDDEN = RegExp('[\\u0000-\\u001f\\\\/:*?"<>|]+', 'g')


def save_file(near: Element, parts: list, mime: str, name: str) -> None:
    """Save texts, bytes or Blobs, concatenated, as one file."""
    link = create(near, 'a')
    link.download = name.replaceAll(_FORBIDDEN, '_')
    link.href = URL.createObjectURL(Blob(parts, {'type': mime}))
    link.click()
    setTimeout(lambda: URL.revokeObjectURL(link.href), _KEPT_MS)
