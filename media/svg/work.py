"""How much there is to draw: ten levels of ten copies would be drawn ten billion times.

Elements are drawn again by <use>, and by paint servers, markers, masks, clip paths and filters that attributes and
style sheets refer to. The count is never lower than what a browser draws.
"""

from browser import Array, Map, Number, RegExp, Set, String, decodeURIComponent

from media.svg import words

# The limit of elements that are drawn again; more would block the page for seconds.
MAX_DRAWN_ELEMENTS = 200000

# The limit of steps for this calculation.
MAX_STEPS = 2000000

# The cost of a layer for a mask or a filter, in shapes.
LAYER_COST = 20

URL_OF = RegExp('url\\(\\s*["\']?[^"\')#]*#([^"\')]*)', 'gi')
ESCAPE = RegExp('\\\\([0-9a-f]{1,6})\\s?', 'gi')
COMMENT = RegExp('/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/', 'g')
INHERITED = RegExp('^(fill|stroke|marker.*|--.*)$')
SHAPES = Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan', 'textPath', 'use'])
# Elements whose href is not drawn as part of them.
ANIMATIONS = Set(['animate', 'set', 'animateMotion', 'animateTransform'])
LINKS = Set(['a', 'image', 'script', 'textPath', 'mpath', 'style', 'link', *ANIMATIONS])
VALUES = RegExp('^(to|from|by|values)$')
KEY = RegExp('([.#]?)([\\w-]+)(?:\\[[^\\]]*]|::?[\\w-]+(?:\\([^)]*\\))?)*\\s*$')


class Drawing:
    """The elements of a drawing in order, each with the end of its contents and the names of what it draws.

    ``measure`` returns the work of a drawing in a data URI.
    """

    def __init__(self, events: Array, sheets: Array, measure):
        self._named: Map = Map()
        self._ends: Array = Array()
        self._copies: Array = Array()
        self._paints: Array = Array()
        self._own: Array = Array()
        self._measure = measure
        self._meets_itself: bool = False
        self._steps: int = 0
        self._costs: Map = Map()
        self._open: Set = Set()
        self._max_points: float = 1
        self._rules: Map = _rules_of(sheets)
        self._build(events)

    def work(self) -> float:
        """The number of drawn elements, minus three times the number of elements that exist."""
        return self._cost(0, len(self._ends), False) - 3 * len(self._ends)

    def _build(self, events: Array) -> None:
        stack = Array()
        inherited: Map = Map()
        for event in events:
            if event is None:
                closed = stack.pop()
                if closed is None:
                    continue
                self._ends[closed.at(0)] = len(self._ends)
                inherited = closed.at(1)
                continue
            index: int = len(self._ends)
            stack.push([index, inherited])
            self._ends.push(index + 1)
            inherited = self._add(index, event.at(0), event.at(1), inherited)
        for each in stack:
            self._ends[each.at(0)] = len(self._ends)

    def _add(self, index: int, name: str, attributes: Map, inherited: Map) -> Map:
        """Record what an element draws; returns the properties that its contents inherit."""
        copies = Array()
        values = Array()
        points: float = 1
        keys = Array('*', name)
        target = None
        own: float = 1
        is_link: bool = LINKS.has(name)
        is_animation: bool = ANIMATIONS.has(name)
        pairs: list = Array.from_(attributes)
        for pair in pairs:
            key: str = pair.at(0)
            value: str = pair.at(1)
            local: str = key.slice(key.find(':') + 1)
            if local == 'id':
                known: Array = self._named.get(value)
                self._named.set(value, [index] if known is None else known.concat([index]))
                keys.push(f'#{value}')
            elif local == 'class':
                String(value).split(RegExp('\\s+')).forEach(lambda each: keys.push(f'.{each}'))
            elif local == 'style':
                values = values.concat(_declarations(value))
            elif local == 'href' and value.startsWith('#'):
                target = value
                if not is_link:
                    copies.push(_name(value.slice(1)))
            elif local == 'd' or local == 'points':
                points = len(String(value).split(RegExp('[\\s,a-zA-Z-]+')))
            elif 'url(' in value or INHERITED.test(local) is True:
                values.push([local, _references(value)])
            # The targets of animations may be drawn as long as they run, each in place of their parents.
            if is_animation and VALUES.test(local) is True:
                listed: list[str] = value.split(';').map(lambda each: each.trim())
                places = listed.filter(lambda each: each.startsWith('#'))
                copies = copies.concat(places.map(lambda each: _name(each[1:])))
            if 'data:image/svg' in value and name != 'a':
                own += self._measure(value)
        if is_animation and target is not None and (
                len(copies) > 0 or values.some(lambda pair: len(pair.at(1)) > 0) is True):
            raise Exception(words.HIDDEN_SIZE)
        for key in keys:
            rules: Array = self._rules.get(key)
            if rules is not None:
                values = values.concat(rules)
        passed: Map = inherited
        paints = Array()
        for pair in values:
            if INHERITED.test(pair.at(0)) is True:
                passed = Map(passed) if passed is inherited else passed
                passed.set(pair.at(0), pair.at(1))
            else:
                pair.at(1).forEach(lambda each: paints.push([each, 1]))
        if SHAPES.has(name) or is_animation:
            passed.forEach(lambda names, key: names.forEach(
                lambda each: paints.push([each, points if key.startsWith('marker') else 1])))
        if points > self._max_points:
            self._max_points = points
        self._copies.push(copies)
        self._paints.push(paints)
        self._own.push(own)
        return passed

    def _cost(self, start: int, end: int, is_nested: bool) -> float:
        """The number of elements drawn for those from ``start`` to ``end``, exclusive."""
        total: float = 0
        for index in range(start, end):
            self._steps += 1
            if self._steps > MAX_STEPS:
                return Number.MAX_VALUE
            painted: float = 0
            paints: Array = self._paints[index]
            for pair in paints:
                painted += self._cost_of(pair.at(0)) * pair.at(1) * (LAYER_COST if is_nested else 1)
            copied: float = 0
            copies: Array = self._copies[index]
            for name in copies:
                copied += self._cost_of(name)
            own: float = self._own[index]
            total += own + painted + copied * (1 + painted * (self._max_points if painted > 0 else 1))
        return total

    def _cost_of(self, name: str) -> float:
        """The same for the elements with an id; elements that draw themselves are not drawn."""
        known: float = self._costs.get(name)
        if known is not None:
            return known
        indices: Array = self._named.get(name)
        if indices is None:
            return 0
        if self._open.has(name):
            self._meets_itself = True
            return 0
        if self._open.size > 400:
            return Number.MAX_VALUE
        self._open.add(name)
        total: float = 0
        for index in indices:
            total += self._cost(index, self._ends[index], True)
        self._open.delete(name)
        if self._open.size == 0:
            self._meets_itself = False
        # A cost that is lower because of a cycle may be higher elsewhere, so it is not cached.
        if not self._meets_itself:
            self._costs.set(name, total)
        return total


def _name(text: str) -> str:
    try:
        return decodeURIComponent(text)
    except Exception:
        return text


def _references(value: str) -> Array:
    """The ids to which a property's value refers."""
    plain = value.replaceAll(ESCAPE, lambda whole, code: String.fromCharCode(int(code, 16))) if '\\' in value else value
    return Array.from_(plain.matchAll(URL_OF), lambda match: _name(match.at(1).trim()))


def _declarations(text: str) -> Array:
    """The declarations of a style that refer to an id, or undo that, as ``[property, names]``."""
    found = Array()
    parts: list[str] = text.split(';')
    for part in parts:
        colon: int = part.find(':')
        key = part[:colon].trim() if colon > 0 else ''
        if 'url' in part or '\\' in part or INHERITED.test(key) is True:
            found.push([key, _references(part)])
    return found


def _rules_of(sheets: Array) -> Map:
    """The ids in style sheets, by the last part of each selector: a class, an id, an element, or ``*`` for others."""
    rules = Map()
    text: str = ''.join(sheets).replaceAll(COMMENT, ' ')
    # Other addresses are not fetched.
    if '@import' in text and 'data:' in text:
        raise Exception(words.HIDDEN_SIZE)
    blocks: list[str] = text.split('}')
    for block in blocks:
        brace: int = block.rfind('{')
        named = _declarations(block[brace + 1:]).filter(lambda pair: len(pair.at(1)) > 0) if brace >= 0 else Array()
        if len(named) == 0:
            continue
        opened = block[:brace]
        selectors: list[str] = opened[opened.rfind('{') + 1:].split(',')
        for selector in selectors:
            found = KEY.exec(selector.slice(-300))
            key: str = '*' if found is None else found.at(1) + found.at(2)
            known: Array = rules.get(key)
            rules.set(key, named if known is None else known.concat(named))
    return rules
