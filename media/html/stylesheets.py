"""Style sheets of an output as constructed sheets that fetch nothing: a strict page allows those, but no <style>.

The browser's own parser reads them, so comments cannot hide anything, and each declaration is checked.
"""

from browser import Array, RegExp

from media.html.permission import may_load

# Addresses, and quoted texts that are not addresses.
ADDRESS = RegExp('(url\\(\\s*)?("[^"\\\\]*"|\'[^\'\\\\]*\')|url\\(([^\'"\\\\()\\s]*)', 'gi')

# Other syntax that fetches, or that hides in escapes and comments.
SUSPECT = RegExp('url\\(|src\\(|image-set\\(|\\\\|/\\*', 'i')

# Rules that only affect the look of elements: style, media, supports, keyframes, container, layer, scope, starting
# style, nested declarations. Others fetch (@font-face, @import) or affect the whole document (@property).
HARMLESS_RULES = RegExp('^CSS(Sty|Med|Sup|Key|Con|Lay|Sco|Sta|Nes)')


# Selectors of the whole document, with further conditions on it.
_WHOLE = RegExp('(^|[\\s,>+~(])(?:html|body|:root)(?![\\w-])([.#\\[:][^\\s,>+~)]*)?', 'gi')
# The whole document as a descendant of the whole document.
_INNER_WHOLE = RegExp(':host(?:\\([^)]*\\))?[\\s>]+(?=:host)', 'g')


def safe_sheet(text: str, media: str, allowed, view):
    """A style sheet of the window ``view``, without what it may not fetch."""
    sheet = view.CSSStyleSheet({'media': media})
    sheet.replaceSync(text)
    _clean(sheet, allowed)
    return sheet


def _clean(parent, allowed) -> None:
    for index in range(parent.cssRules.length - 1, -1, -1):
        rule = parent.cssRules.item(index)
        if not HARMLESS_RULES.test(rule.constructor.name):
            parent.deleteRule(index)
        elif rule.cssRules is not None:
            _clean(rule, allowed)
        if rule.selectorText is not None:
            _turn_to_box(rule)
        if rule.style is not None:
            clean_declarations(rule.style, allowed)


def _turn_to_box(rule) -> None:
    """Make a rule for the whole document apply to the output's own box."""
    selector: str = rule.selectorText

    def host(whole: str, before: str, more: str) -> str:
        return f'{before}:host' if more is None else f'{before}:host({more})'

    text = selector.replaceAll(_WHOLE, host).replaceAll(_INNER_WHOLE, '')
    if text != selector:
        rule.selectorText = text


def clean_declarations(style, allowed) -> None:
    """Remove declarations that would fetch something that is not allowed."""
    if SUSPECT.test(style.cssText):
        names: list[str] = Array.from_(style)
        for name in names:
            value: str = style.getPropertyValue(name)
            # Parts of a shorthand with var() have no value, and cannot be checked.
            if value == '' or not is_harmless(value, allowed):
                style.removeProperty(name)


def is_harmless(value: str, allowed) -> bool:
    """Whether a value fetches only what is allowed; checks all addresses, so that all blocked ones are recorded."""
    def judged(whole, start, quoted, plain):
        if plain is None and start is None:
            return ''
        address: str = quoted.slice(1, -1) if plain is None else plain
        # Other addresses could be relative to the host page.
        is_whole = RegExp('^(#|data:|(https?:)?//)', 'i').test(address) is True
        return '' if may_load(allowed, address) and is_whole else whole
    return not SUSPECT.test(value.replaceAll(ADDRESS, judged))
