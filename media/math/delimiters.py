"""The delimiters of formulas in a text: dollar signs, backslash parentheses and brackets, and environments."""

from browser import RegExp

from media.math.limits import MAX_FORMULA_CHARS

ENVIRONMENT = '\\\\begin\\{([a-zA-Z]+\\*?)\\}[^]*?\\\\end\\{\\1\\}'
DOLLARS = '\\$\\$(?:\\\\[^]|[^\\\\$])+?\\$\\$'
# A dollar sign before a blank, or a closing one before a digit or in code, is a literal dollar sign, unless there are
# blanks at both ends and the text can only be a formula.
DOLLAR = '\\$(?![\\s$])(?:\\\\[^]|[^\\\\$`])*?(?:\\\\[^]|[^\\s\\\\$`])\\$(?!\\d)'
SPACED = '\\$ (?=[^$`]*[\\\\^_={])(?:\\\\[^]|[^\\\\$`])+? \\$(?!\\d)'
PARENTHESES = '\\\\\\((?:[^\\\\]|\\\\[^()])+?\\\\\\)'
BRACKETS = '\\\\\\[(?:[^\\\\]|\\\\[^\\[\\]])+?\\\\\\]'
DELIMITED = f'{DOLLARS}|{DOLLAR}|{SPACED}|{PARENTHESES}|{BRACKETS}'

INLINE = RegExp(f'^(?:{ENVIRONMENT}|{DELIMITED})')
BLOCK = RegExp(f'^ {{0,3}}(?:{ENVIRONMENT}|{DOLLARS}|{BRACKETS})[ \\t]*(?:\\n+|$)')
ANYWHERE = RegExp(DELIMITED, 'g')
REFERENCE = RegExp('^\\\\(eq)?ref\\{([^{}]+)\\}')


def formula_at_start(text: str, pattern):
    """Return the formula or reference at the start: ``{raw, source, display, label, parentheses}``, or None."""
    found = pattern.exec(text.slice(0, MAX_FORMULA_CHARS))
    if found is None:
        found = REFERENCE.exec(text)
        if found is None:
            return None
        return {'raw': found.at(0), 'source': None, 'label': found.at(2), 'parentheses': found.at(1) is not None}
    raw: str = found.at(0)
    trimmed = raw.trim()
    is_single = trimmed.startswith('$') and not trimmed.startswith('$$')
    width = 0 if found.at(1) is not None else 1 if is_single else 2
    return {'raw': raw, 'source': trimmed.slice(width, len(trimmed) - width),
            'display': not is_single and not trimmed.startswith('\\(')}
