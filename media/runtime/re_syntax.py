"""Python's regular expressions in the browser's syntax. The compiler also uses this, to check constant patterns."""

IGNORECASE = 2
MULTILINE = 8
DOTALL = 16

_WORD = '\\p{L}\\p{N}_'
_CLASSES = {
    'd': '\\p{Nd}', 'D': '\\P{Nd}', 'w': f'[{_WORD}]', 'W': f'[^{_WORD}]', 's': '\\s', 'S': '\\S',
    'b': f'(?:(?<![{_WORD}])(?=[{_WORD}])|(?<=[{_WORD}])(?![{_WORD}]))',
    'B': f'(?:(?<![{_WORD}])(?![{_WORD}])|(?<=[{_WORD}])(?=[{_WORD}]))',
    'A': '(?<![^])', 'Z': '(?![^])',
}
_SYNTAX = '^$\\.*+?()[]{}|/'
_INLINE = {'i': IGNORECASE, 'm': MULTILINE, 's': DOTALL}


def inline_flags(pattern: str) -> int:
    """The flags in ``(?im)`` at the start of a pattern."""
    flags = 0
    if pattern[:2] == '(?' and pattern[2:3] in _INLINE:
        for letter in pattern[2:pattern.index(')')]:
            if letter not in _INLINE:
                raise ValueError(f'the flag {letter} of a regular expression; use i, m or s')
            flags |= _INLINE[letter]
    return flags


def translated(pattern: str, flags: int) -> str:
    """The source of an equivalent RegExp with the flag ``u``. Raises ValueError if the browser has no counterpart."""
    out: list[str] = []
    index = 0
    if inline_flags(pattern):
        index = pattern.index(')') + 1
    while index < len(pattern):
        character = pattern[index]
        following = pattern[index + 1:index + 2]
        if character == '\\':
            piece, index = _escape(pattern, index + 1, False)
            out.append(piece)
            continue
        if character == '[':
            piece, index = _set(pattern, index + 1)
            out.append(piece)
            continue
        if character == '(' and following == '?':
            rest = pattern[index + 2:index + 4]
            if rest == 'P<':
                out.append('(?<')
                index += 4
                continue
            if rest == 'P=':
                end = pattern.index(')', index)
                out.append(f'\\k<{pattern[index + 4:end]}>')
                index = end + 1
                continue
            if rest[:1] not in (':', '=', '!') and rest not in ('<=', '<!'):
                raise ValueError(f'(?{rest[:1]} in a regular expression has no counterpart in the browser')
        if character == '^':
            out.append('(?<![^\\n])' if flags & MULTILINE else '(?<![^])')
        elif character == '$':
            out.append('(?![^\\n])' if flags & MULTILINE else '(?=\\n?(?![^]))')
        elif character == '.':
            out.append('[^]' if flags & DOTALL else '[^\\n]')
        elif character == '{':
            piece, index = _count(pattern, index)
            out.append(piece)
            continue
        elif character == '}' or character == ']':
            out.append('\\' + character)
        elif character in ('*', '+', '?', ')') and following == '+':
            if character != ')':
                raise ValueError('a possessive quantifier has no counterpart in the browser')
            out.append(character)
        else:
            out.append(character)
        index += 1
    return ''.join(out)


def _count(pattern: str, index: int):
    """Translate ``{2,3}``, or a literal brace; returns it with the index after it."""
    end = index + 1
    while end < len(pattern) and pattern[end] in '0123456789,':
        end += 1
    bounds = pattern[index + 1:end]
    is_count = pattern[end:end + 1] == '}' and bounds != '' and bounds != ',' and bounds.count(',') < 2
    if not is_count:
        return '\\{', index + 1
    if pattern[end + 1:end + 2] == '+':
        raise ValueError('a possessive quantifier has no counterpart in the browser')
    return '{' + ('0' if bounds[0] == ',' else '') + bounds + '}', end + 1


def _escape(pattern: str, index: int, in_set: bool):
    """Translate the character after a backslash; returns it with the index after it."""
    character = pattern[index:index + 1]
    if character == '':
        raise ValueError('a regular expression that ends with a backslash')
    if in_set and character in ('w', 'b'):
        return (_WORD if character == 'w' else '\\b'), index + 1
    if in_set and character in ('W', 'B', 'A', 'Z'):
        raise ValueError(f'\\{character} within [] has no counterpart in the browser')
    if character in _CLASSES:
        return _CLASSES[character], index + 1
    if character in 'nrtfv':
        return '\\' + character, index + 1
    if character == 'a':
        return '\\x07', index + 1
    if character == 'x':
        return '\\' + pattern[index:index + 3], index + 3
    if character == 'u':
        return '\\' + pattern[index:index + 5], index + 5
    if character in '0123456789':
        if character == '0' or in_set:
            raise ValueError('an octal escape in a regular expression; write \\x00')
        return f'(?:\\{character})', index + 1
    if 'a' <= character <= 'z' or 'A' <= character <= 'Z':
        raise ValueError(f'\\{character} in a regular expression has no counterpart in the browser')
    return ('\\' if character in _SYNTAX or in_set and character == '-' else '') + character, index + 1


def _set(pattern: str, index: int):
    """Translate a set, from after its opening bracket; returns it with the index after its closing bracket."""
    out: list[str] = ['[']
    if pattern[index:index + 1] == '^':
        out.append('^')
        index += 1
    is_first = True
    while index < len(pattern):
        character = pattern[index]
        if character == ']' and not is_first:
            return ''.join(out) + ']', index + 1
        is_first = False
        if character == '\\':
            piece, index = _escape(pattern, index + 1, True)
            out.append(piece)
            continue
        out.append('\\' + character if character in '[]()|/{}^$.*+?' else character)
        index += 1
    raise ValueError('a set in a regular expression that is not closed')
