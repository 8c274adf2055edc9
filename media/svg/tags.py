"""The elements of a drawing, read from the text of its XML in one pass.

A parser would report the styles of a drawing as violations on pages that forbid inline ones, and pages may not allow a
policy for it. Reading stops where the text is not well-formed: browsers show nothing of such a drawing.
"""

from browser import Array, Map, RegExp, String, parseInt

from media.svg import words
from media.templates import fill

# The maximum nesting of entities.
MAX_DEPTH = 20

# A start or empty tag and its attributes, an entity declaration, any other declaration.
TAG = RegExp('<([^\\s/>]+)((?:\\s+[^\\s=/>]+\\s*=\\s*(?:"[^"]*"|\'[^\']*\'))*)\\s*(/?)>', 'y')
ATTRIBUTE = RegExp('([^\\s=]+)\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\')', 'g')
ENTITY = RegExp('<!ENTITY\\s+(%\\s+)?(\\S+)\\s+'
                '(?:"([^"]*)"|\'([^\']*)\'|[^>"\']*(?:"[^"]*"[^>"\']*|\'[^\']*\'[^>"\']*)*)\\s*>', 'y')
DECLARATION = RegExp('<!(?:"[^"]*"|\'[^\']*\'|[^"\'>])*>', 'y')
DEFAULT = RegExp('\\s(?!xmlns)[^\\s"\']+\\s+(?:CDATA|ID|NMTOKENS?|IDREFS?|\\([^)]*\\))\\s+(?:#FIXED\\s+)?["\']')
REFERENCE = RegExp('&(#x?)?([^;&\\s<]+);', 'g')

NEWLINE = '\n'

PREDEFINED = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'"}


class Tags:
    """``events`` holds ``[name, attributes]`` for each start tag and None for each end; ``sheets`` the style sheets.

    ``expanded`` is the number of characters that entities outside of tags and styles stand for.
    ``problem`` is None, or what is not well-formed, and where.
    """

    def __init__(self, source: str):
        self.events: Array = Array()
        self.sheets: Array = Array()
        self._entities: Map = Map()
        # The number of characters to which entities may still expand.
        self._left: int = 2 * len(source) + 1000000
        self.expanded: int = 0
        self.problem = None
        self._source: str = source
        self._read(source, 0)

    def _read(self, text: str, depth: int) -> None:
        """Read markup: the drawing, or the value of an entity."""
        position = 0
        in_style = False
        names = Array()
        while True:
            start: int = text.find('<', position)
            between: str = text[position:] if start < 0 else text[position:start]
            if in_style:
                self.sheets.push(self._decoded(between, depth))
            elif '&' in between:
                self._read_entities(between, depth)
            if start < 0:
                if len(names) > 0:
                    self._report(fill(words.UNCLOSED_TAG, String(names.at(-1))), position)
                return
            if text.startsWith('<!--', start):
                end: int = text.find('-->', start)
                position = end + 3
            elif text.startsWith('<![CDATA[', start):
                end = text.find(']]>', start)
                position = end + 3
                if in_style:
                    self.sheets.push(text[start + 9:end])
            elif text.startsWith('<?', start):
                end = text.find('?>', start)
                position = end + 2
                # A style sheet outside of <style>.
                if text.startsWith('<?xml-stylesheet', start) and 'data:' in text[start:position]:
                    raise Exception(words.HIDDEN_SIZE)
            elif text.startsWith('<!', start):
                end = self._read_type(text, start)
                position = end
            elif text.startsWith('</', start):
                end = text.find('>', start)
                position = end + 1
                in_style = False
                name: str = text[start + 2:end].trim()
                opened = names.pop()
                if end >= 0 and opened != name:
                    reason = words.UNOPENED_TAG if opened is None else fill(words.WRONG_END_TAG, name, String(opened))
                    self._report(reason, start)
                    return
                self.events.push(None)
            else:
                TAG.lastIndex = start
                found = TAG.exec(text)
                end = -1
                if found is not None:
                    end = position = TAG.lastIndex
                    name = found.at(1)
                    self.events.push([name.slice(name.find(':') + 1), self._attributes(found.at(2), depth)])
                    if found.at(3):
                        self.events.push(None)
                    else:
                        names.push(name)
                        in_style = name.endswith('style')
            if end < 0:
                self._report(words.INCOMPLETE_PART, start)
                return

    def _report(self, reason: str, position: int) -> None:
        if self.problem is None:
            self.problem = fill(words.LINE_AND_REASON, String(len(self._source[:position].split(NEWLINE))), reason)

    def _read_type(self, text: str, start: int) -> int:
        """Read the declarations of a document type; returns the position after it, -1 if it does not end."""
        bracket: int = text.find('[', start)
        end: int = text.find('>', start)
        if bracket < 0 or end < bracket:
            return end + 1 if end >= 0 else -1
        position = bracket + 1
        while True:
            while position < len(text) and text[position].trim() == '':
                position += 1
            if text.startsWith(']', position):
                end = text.find('>', position)
                return end + 1 if end >= 0 else -1
            if text.startsWith('<!--', position):
                end = text.find('-->', position)
                position = end + 3
            elif text.startsWith('<?', position):
                end = text.find('?>', position)
                position = end + 2
            elif text.startsWith('%', position):
                end = text.find(';', position)
                position = end + 1
            else:
                pattern = ENTITY if text.startsWith('<!ENTITY', position) else DECLARATION
                pattern.lastIndex = position
                found = pattern.exec(text)
                end = -1
                if found is not None:
                    end = position = pattern.lastIndex
                    self._declare(found)
            if end < 0:
                return -1

    def _declare(self, found) -> None:
        declaration: str = found.at(0)
        if declaration.startsWith('<!ENTITY'):
            value: str = found.at(3) if found.at(3) is not None else found.at(4)
            if value is not None and found.at(1) is not None:
                raise Exception(words.HIDDEN_SIZE)
            if value is not None and not self._entities.has(found.at(2)):
                # Numeric references are replaced at once, entities only where they are used.
                self._entities.set(found.at(2), value.replaceAll(
                    REFERENCE, lambda whole, kind, name: whole if kind is None else character(kind, name)))
        elif declaration.startsWith('<!ATTLIST') and DEFAULT.test(declaration.slice(0, 4000)) is True:
            raise Exception(words.HIDDEN_SIZE)

    def _read_entities(self, text: str, depth: int) -> None:
        found: list = Array.from_(text.matchAll(REFERENCE))
        for match in found:
            if match.at(1) is None and self._entities.has(match.at(2)):
                value: str = self._spent(match.at(2), depth)
                self.expanded += len(value)
                self._read(value, depth + 1)

    def _spent(self, name: str, depth: int) -> str:
        value: str = self._entities.get(name)
        self._left -= len(value) + 1
        if self._left < 0 or depth > MAX_DEPTH:
            raise Exception(words.LARGE_ENTITIES)
        return value

    def _decoded(self, text: str, depth: int) -> str:
        """The text with references decoded."""
        def replaced(whole: str, kind, name: str) -> str:
            if kind is not None:
                return character(kind, name)
            if self._entities.has(name):
                return self._decoded(self._spent(name, depth), depth + 1)
            return getattr(PREDEFINED, name, whole)

        return text.replaceAll(REFERENCE, replaced) if '&' in text else text

    def _attributes(self, text: str, depth: int) -> Map:
        attributes = Map()
        found: list = Array.from_(text.matchAll(ATTRIBUTE))
        for match in found:
            value: str = match.at(2) if match.at(2) is not None else match.at(3)
            attributes.set(match.at(1), self._decoded(value, depth))
        return attributes


def character(kind: str, digits: str) -> str:
    code: float = parseInt(digits, 16 if kind == '#x' else 10)
    return String.fromCodePoint(code) if 0 <= code <= 0x10ffff else ''
