"""The size of a picture on the page, as metadata asks for it."""

from browser import Element, Number, RegExp, String

# A number of pixels, or a length of CSS; both without a sign.
LENGTH = RegExp('^\\s*(\\d*\\.?\\d+(?:e\\+?\\d+)?)\\s*(px|%|r?em|ch|ex|pt|pc|cm|mm|in|vw|vh)?\\s*$', 'i')


def size_picture(picture: Element, details, fills: bool, ratio: float) -> None:
    """Give a picture the ``width`` and ``height`` of its metadata: ``200``, ``"200px"`` or ``"50%"``.

    Of one of them, or where the container is narrower, the other follows. A picture that ``fills`` has no size of its
    own, but that of its container, in the ``ratio`` of width to height, if that is more than 0.
    """
    style = picture.style
    width = _length(details.width)
    height = _length(details.height)
    is_free = details.unconfined is True
    style.maxWidth = 'none' if is_free else '100%'
    style.height = 'auto'
    if height.endswith('%'):
        height = ''  # of what, the page does not say
    if width.endswith('px') and height.endswith('px'):
        ratio = Number(width.slice(0, -2)) / Number(height.slice(0, -2))
    elif height != '':
        style.height = height
        if width == '' and not is_free and height.endswith('px') and picture.naturalHeight > 0:
            # By its width, so that it keeps its shape where that is bounded.
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
        # A strip of 20000 × 3 would shrink to less than a line.
        style.minHeight = f'{min(picture.naturalHeight, 3)}px'


def _length(value) -> str:
    """A length of CSS, an empty text for what is none or not more than zero."""
    found = LENGTH.exec(String(value)) if value is not None else None
    if found is None or not Number(found.at(1)) > 0:
        return ''
    number: float = Number(found.at(1))
    unit: str = 'px' if found.at(2) is None else found.at(2)
    return (String(number) + unit).lower()
