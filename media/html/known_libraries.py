"""Libraries that outputs load from CDNs and the release has: these are used, so that nothing is fetched.

Only addresses that would give the same library count: of the same major version, and no newer than the release's.
"""

from browser import RegExp, String

from media.shared import load_shared

# The chunk with each library, and the addresses that it answers for, up to the quotation mark behind them.
_KNOWN: list = [
    ['vega_library', RegExp(
        'https://cdn\\.jsdelivr\\.net/npm/vega(?:@6(?:\\.[0-4](?:\\.\\d+)?)?|-lite@6(?:\\.[0-5](?:\\.\\d+)?)?|'
        '-embed@7(?:\\.[0-3](?:\\.\\d+)?)?)(?:/build/vega[a-z-]*\\.min\\.js)?(?:\\?noext)?(?=["\'])', 'g')],
    ['plotly_strict', RegExp(
        'https://cdn\\.plot\\.ly/plotly-4\\.(?:0\\.\\d|1\\.[01])(?:\\.min)?(?:\\.js)?(?=["\'])', 'g')],
]

# What those addresses become: a script that does nothing.
_NOTHING = 'data:text/javascript,'


async def libraries_for(markup: str) -> str:
    """Script elements with the libraries of the release that markup would load from elsewhere; often none."""
    scripts = ''
    for each in _KNOWN:
        pattern: RegExp = each.at(1)
        if markup.search(pattern) >= 0:
            try:
                chunk = await load_shared(each.at(0))
                text: str = String(chunk.shared.script)
                inert = text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
                scripts += f'<script>{inert}</script>'
            except Exception:
                return ''  # the output asks for what it wants from elsewhere
    return scripts


def without_addresses(markup: str) -> str:
    """Markup that does not load those libraries."""
    for each in _KNOWN:
        markup = markup.replaceAll(each.at(1), _NOTHING)
    return markup
