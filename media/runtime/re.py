"""Python's ``re`` on top of the browser's RegExp: its functions, and the syntax that both have (``re_syntax``)."""

from browser import RegExp

from media.runtime.items import entries
from media.runtime.re_syntax import DOTALL, IGNORECASE, MULTILINE, inline_flags, translated

I = IGNORECASE  # noqa: E741
M = MULTILINE
S = DOTALL


class Match:
    def __init__(self, found, pattern, string):
        self.found = found
        self.re = pattern
        self.string = string

    def group(self, *names):
        if len(names) < 2:
            return self[names[0] if names else 0]
        return [self[name] for name in names]

    def __getitem__(self, name):
        if isinstance(name, str):
            if not self.found.groups or name not in self.found.groups:
                raise IndexError('no such group')
            return self.found.groups[name]
        if name >= self.found.length:
            raise IndexError('no such group')
        return self.found[name]

    @property
    def lastgroup(self):
        names = [name for name, each in entries(self.found.groups or {}) if each is not None]
        return names[-1] if names else None

    def groups(self, default=None):
        return [default if each is None else each for each in list(self.found)[1:]]

    def groupdict(self, default=None):
        return {name: default if each is None else each for name, each in entries(self.found.groups or {})}

    def span(self, group=0):
        pair = self.found.indices.groups[group] if isinstance(group, str) else self.found.indices[group]
        return [-1, -1] if pair is None else pair

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    def expand(self, template):
        return _expanded(template, self)


class Pattern:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self.flags = flags | inline_flags(pattern)
        self.source = translated(pattern, self.flags)

    def _at(self, string, position, source, sticky):
        regexp = RegExp(source, ('i' if self.flags & IGNORECASE else '') + ('duy' if sticky else 'dgu'))
        regexp.lastIndex = position
        found = regexp.exec(string)
        return None if found is None else Match(found, self, string)

    def search(self, string, pos=0):
        return self._at(string, pos, self.source, False)

    def match(self, string, pos=0):
        return self._at(string, pos, self.source, True)

    def fullmatch(self, string):
        return self._at(string, 0, f'(?:{self.source})(?![^])', True)

    def finditer(self, string):
        position = 0
        while position <= len(string):
            match = self.search(string, position)
            if match is None:
                return
            start, end = match.span()
            yield match
            position = end if end > start else end + 1

    def findall(self, string):
        results = []
        for match in self.finditer(string):
            groups = match.groups('')
            results.append(match.group() if not groups else groups[0] if len(groups) == 1 else groups)
        return results

    def split(self, string, maxsplit=0):
        parts, position = [], 0
        for match in self.finditer(string):
            if maxsplit and len(parts) >= maxsplit * (1 + len(match.groups())):
                break
            parts.append(string[position:match.start()])
            parts.extend(match.groups())
            position = match.end()
        return [*parts, string[position:]]

    def subn(self, repl, string, count=0):
        parts, position, done = [], 0, 0
        for match in self.finditer(string):
            if count and done >= count:
                break
            parts.append(string[position:match.start()])
            parts.append(_expanded(repl, match) if isinstance(repl, str) else repl(match))
            position = match.end()
            done += 1
        return [''.join(parts) + string[position:], done]

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]


def _expanded(template, match):
    """Expand a replacement with ``\\1``, ``\\g<name>`` and escapes."""
    out, index = '', 0
    while index < len(template):
        character = template[index]
        following = template[index + 1:index + 2]
        if character != '\\':
            out += character
            index += 1
        elif following == 'g' and template[index + 2:index + 3] == '<':
            end = template.index('>', index)
            name = template[index + 3:end]
            out += match[int(name) if name.isdigit() else name] or ''
            index = end + 1
        elif following.isdigit():
            digits = following + (template[index + 2:index + 3] if template[index + 2:index + 3].isdigit() else '')
            out += match[int(digits)] or ''
            index += 1 + len(digits)
        else:
            out += {'n': '\n', 't': '\t', 'r': '\r', '\\': '\\'}.get(following, '\\' + following)
            index += 2
    return out


def compile(pattern, flags=0):
    return pattern if isinstance(pattern, Pattern) else Pattern(pattern, flags)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def escape(pattern):
    return ''.join(f'\\{unit}' if unit in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f' else unit for unit in pattern)
