"""Style sheets of an output, as objects that fetch nothing: a strict page allows those, and no <style>.

The browser's own parser reads them, so that escapes and comments hide nothing, and each declaration is looked at.
"""

from browser import Array, Boolean, Element, Number, RegExp, String

from media.html.permission import may_load

# Only a text with one of these can name an address; an escape may hide the others.
SUSPECT = RegExp('url|src|image-set|\\\\', 'i')

# Rules that say how elements look. Others fetch (@font-face, @import) or concern the whole document (@property).
HARMLESS_RULES = RegExp('^CSS(Style|Media|Supports|Keyframes?|Container|Layer\\w+|Scope|StartingStyle|NestedDecl\\w+)')


def safe_sheet(text: str, media: str, allowed, view):
    """A style sheet, of the window ``view``, without what it may not fetch."""
    sheet = view.CSSStyleSheet({'media': media})
    sheet.replaceSync(text)
    is_suspect: bool = SUSPECT.test(text)
    _clean(sheet, allowed, is_suspect)
    return sheet


def _clean(parent, allowed, is_suspect: bool) -> None:
    for index in range(parent.cssRules.length - 1, -1, -1):
        rule = parent.cssRules.item(index)
        is_harmless_rule: bool = HARMLESS_RULES.test(rule.constructor.name)
        if not is_harmless_rule:
            parent.deleteRule(index)
        elif rule.cssRules is not None:
            _clean(rule, allowed, is_suspect)
        if is_suspect and rule.style is not None:
            clean_declarations(rule.style, allowed)


def clean_declarations(style, allowed) -> None:
    """Remove the declarations that would fetch what may not be fetched."""
    names: list[str] = Array.from_(style)
    for name in names:
        if not is_harmless(_declared(style, name), allowed):
            style.removeProperty(name)


def _declared(style, name: str) -> str:
    """The text of a declaration; of one with var() in a shorthand, that of the shorthand."""
    part: str = name
    while part != '':
        value: str = style.getPropertyValue(part)
        if value != '':
            return value
        part = part.replaceAll(RegExp('-?[^-]*$', 'g'), '')
    return 'url(unknown)' if name.startswith('-') or name.endswith('image') else ''


def is_harmless(value: str, allowed) -> bool:
    """Whether a value fetches nothing but what is allowed; also where escapes or variables hide it."""
    if SUSPECT.test(value) is False:
        return True
    text: str = value.replaceAll(RegExp('\\\\([0-9a-f]{1,6})\\s?|\\\\(.)', 'gi'), _unescaped)
    if RegExp('(image-set|src)\\(', 'i').test(text) is True and allowed.all is False:
        _all_may_load(text, '(https?://[^\\s"\')]+)', allowed)
        return False
    return _all_may_load(text, 'url\\(\\s*["\']?([^"\')]*)', allowed)


def _all_may_load(text: str, pattern: str, allowed) -> bool:
    """Whether all addresses may be loaded; each is looked at, so that all are counted."""
    found: list = Array.from_(text.matchAll(RegExp(pattern, 'gi')), lambda match: may_load(allowed, match.at(1)))
    return found.every(Boolean)


def _unescaped(whole: str, digits, character) -> str:
    if digits is None:
        return character
    code: int = Number.parseInt(digits, 16)
    return String.fromCodePoint(code) if code <= 0x10ffff else ' '


def style_element(element: Element, text: str, allowed) -> None:
    """Give an element its style attribute by script, which strict pages allow."""
    element.style.cssText = text
    if SUSPECT.test(text) is True:
        clean_declarations(element.style, allowed)
