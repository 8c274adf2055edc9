"""Libraries that outputs load from CDNs and that the release contains: the release's are used, so nothing is fetched.

Only addresses of the same library match: with the same major version, and no newer than the release's.
"""

from browser import RegExp, String

from media.html.inlining import script_element
from media.shared import load_shared

# The chunk with each library, and its addresses, up to the quotation mark after them.
_KNOWN: list = [
    ['vega_library', RegExp(
        'https://cdn\\.jsdelivr\\.net/npm/vega(?:@6(?:\\.[0-4](?:\\.\\d+)?)?|-lite@6(?:\\.[0-5](?:\\.\\d+)?)?|'
        '-embed@7(?:\\.[0-3](?:\\.\\d+)?)?)(?:/build/vega[a-z-]*\\.min\\.js)?(?:\\?noext)?(?=["\'])', 'g')],
    ['plotly_strict', RegExp(
        'https://cdn\\.plot\\.ly/plotly-4\\.(?:0\\.\\d|1\\.[01])(?:\\.min)?(?:\\.js)?(?=["\'])', 'g')],
]

# The replacement for those addresses: a script that does nothing.
_NOTHING = 'data:text/javascript,'


async def libraries_for(markup: str) -> str:
    """Script elements with the libraries of the release that replace remote ones in the markup; often none."""
    scripts = ''
    for each in _KNOWN:
        pattern: RegExp = each.at(1)
        if markup.search(pattern) >= 0:
            try:
                chunk = await load_shared(each.at(0))
                scripts += script_element(String(chunk.shared.script))
            except Exception:
                return ''  # the output then requests its libraries from the CDN
    return scripts


def without_addresses(markup: str) -> str:
    """The markup without the addresses of those libraries."""
    for each in _KNOWN:
        markup = markup.replaceAll(each.at(1), _NOTHING)
    return markup
