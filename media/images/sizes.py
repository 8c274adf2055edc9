"""The size of an image on the page according to its metadata."""

from browser import Element, Number, RegExp, String

# A number of pixels or a CSS length, both unsigned.
LENGTH = RegExp('^\\s*(\\d*\\.?\\d+(?:e\\+?\\d+)?)\\s*(px|%|r?em|ch|ex|pt|pc|cm|mm|in|vw|vh)?\\s*$', 'i')


def size_picture(picture: Element, details, fills: bool, ratio: float) -> None:
    """Set the ``width`` and ``height`` of an image from its metadata, such as ``200``, ``"200px"`` or ``"50%"``.

    If only one is given, or the container is narrower, the other one is proportional. An image that ``fills`` has no
    intrinsic size; it takes the width of its container, with a ``ratio`` of width to height if that is positive.
    """
    style = picture.style
    width = _length(details.width)
    height = _length(details.height)
    is_free = details.unconfined is True
    style.maxWidth = 'none' if is_free else '100%'
    style.height = 'auto'
    if height.endswith('%'):
        height = ''  # the container has no definite height
    if width.endswith('px') and height.endswith('px'):
        ratio = Number(width.slice(0, -2)) / Number(height.slice(0, -2))
    elif height != '':
        style.height = height
        if width == '' and not is_free and height.endswith('px') and picture.naturalHeight > 0:
            # Set the width instead, to keep the aspect ratio if the width is limited.
            tall: float = Number(height.slice(0, -2))
            wide: float = picture.naturalWidth
            high: float = picture.naturalHeight
            width = String(tall * wide / high) + 'px'
            style.height = 'auto'
    if width != '' or fills:
        style.width = width if width != '' else '100%'
    if ratio > 0:
        style.aspectRatio = ratio
    if not fills:
        # An image of 20000 × 3 pixels would otherwise shrink to less than a pixel's height.
        style.minHeight = f'{min(picture.naturalHeight, 3)}px'


def _length(value) -> str:
    """Return a CSS length, or an empty string if it is invalid or not positive."""
    found = LENGTH.exec(String(value)) if value is not None else None
    if found is None or not Number(found.at(1)) > 0:
        return ''
    number: float = Number(found.at(1))
    unit: str = 'px' if found.at(2) is None else found.at(2)
    return (String(number) + unit).lower()
