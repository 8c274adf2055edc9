"""Style sheets with the colors of one scheme, for browsers from before 2024, which lack ``light-dark()``."""

from browser import RegExp

from media.dom import document_of, read_property, window_of

_PAIR = RegExp('light-dark\\(([^,]+),([^)]+)\\)', 'g')


def color(sheet, root, css: str) -> None:
    """Fill ``sheet`` of a document or shadow root with ``css``, in the colors of the current color scheme."""
    page = document_of(root)
    window = window_of(root)
    place = read_property(page, 'documentElement') if root.host is None else root.host
    scheme: str = window.getComputedStyle(place).colorScheme
    prefers_dark: bool = window.matchMedia('(prefers-color-scheme: dark)').matches
    is_dark = scheme.includes('dark') and (prefers_dark or not scheme.includes('light'))
    sheet.replaceSync(css.replaceAll(_PAIR, '$2' if is_dark else '$1'))


shared = {'color': color}
