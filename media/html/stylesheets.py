"""Style sheets of an output, as objects that fetch nothing: a strict page allows those, and no <style>.

The browser's own parser reads them, so that comments hide nothing, and each declaration is looked at.
"""

from browser import Array, RegExp

from media.html.permission import may_load

# Addresses, and texts that are none.
ADDRESS = RegExp('(url\\(\\s*)?("[^"\\\\]*"|\'[^\'\\\\]*\')|url\\(([^\'"\\\\()\\s]*)', 'gi')

# What fetches by other words than those, or hides in escapes and comments.
SUSPECT = RegExp('url\\(|src\\(|image-set\\(|\\\\|/\\*', 'i')

# Rules that say how elements look: style, media, supports, keyframes, container, layer, scope, starting style, nested
# declarations. Others fetch (@font-face, @import) or concern the whole document (@property).
HARMLESS_RULES = RegExp('^CSS(Sty|Med|Sup|Key|Con|Lay|Sco|Sta|Nes)')


# What means the whole document in a selector, with what else it has to be.
_WHOLE = RegExp('(^|[\\s,>+~(])(?:html|body|:root)(?![\\w-])([.#\\[:][^\\s,>+~)]*)?', 'gi')
# An element of the whole document within another one.
_INNER_WHOLE = RegExp(':host(?:\\([^)]*\\))?[\\s>]+(?=:host)', 'g')


def safe_sheet(text: str, media: str, allowed, view):
    """A style sheet, of the window ``view``, without what it may not fetch."""
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
    """Let a rule for the whole document concern the output's own box."""
    selector: str = rule.selectorText

    def host(whole: str, before: str, more: str) -> str:
        return f'{before}:host' if more is None else f'{before}:host({more})'

    text = selector.replaceAll(_WHOLE, host).replaceAll(_INNER_WHOLE, '')
    if text != selector:
        rule.selectorText = text


def clean_declarations(style, allowed) -> None:
    """Remove the declarations that would fetch what may not be fetched."""
    if SUSPECT.test(style.cssText):
        names: list[str] = Array.from_(style)
        for name in names:
            value: str = style.getPropertyValue(name)
            # Parts of a shorthand with var() have none, and cannot be judged.
            if value == '' or not is_harmless(value, allowed):
                style.removeProperty(name)


def is_harmless(value: str, allowed) -> bool:
    """Whether a value fetches nothing but what is allowed; each address is looked at, so that all are counted."""
    def judged(whole, start, quoted, plain):
        if plain is None and start is None:
            return ''
        address: str = quoted.slice(1, -1) if plain is None else plain
        # Others could be relative to the host page.
        is_whole = RegExp('^(#|data:|(https?:)?//)', 'i').test(address) is True
        return '' if may_load(allowed, address) and is_whole else whole
    return not SUSPECT.test(value.replaceAll(ADDRESS, judged))
