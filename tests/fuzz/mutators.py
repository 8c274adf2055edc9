"""Changes to JSON values: small damage, hostile pieces, extreme sizes and numbers, wrong types and names."""

from __future__ import annotations

import base64
import binascii
import copy
import json
import random
import re
import sys

# Values become nested up to 2,400 deep, and are copied and written as JSON with a few calls for each level.
sys.setrecursionlimit(20_000)

# The longest text that a mutation makes, in bytes of UTF-8: what no item may make the page hang with.
MAX_TEXT = 1_000_000
MAX_LIST_TEXT = 300_000

# How often a piece is repeated: mostly a few times, since the largest texts take most of the time of a run.
TIMES = (3, 50, 1000, 20000, 100000, 1000000)
TIMES_WEIGHTS = (40, 30, 15, 10, 3, 2)

# Pieces with a meaning to some parser on the way.
PIECES = (
    '<', '>', '&', '"', "'", '`', '</', '/>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<!ENTITY a "b">', '<!DOCTYPE html>', '&amp;', '&#0;',
    '&#x110000;', '<b>', '</b>', '<svg>', '</svg>', '<math>', '<table>', '<template>', '<select>', '<style>', '</style>', '<script>', '</script>',
    '<use href="#a"/>', '<g id="a">', ' id=a', ' style="x:url(y)"', '<img src=x onerror=x>', '<a href="javascript:0">', '<title>', '<textarea>', '<plaintext>',
    '<foreignObject>', '<annotation-xml>', '<form name=body>', '<input name=attributes>', '<iframe srcdoc="x">', '<base href=//x>',
    '\0', '\x07', '\x08', '\t', '\n', '\r', '\r\n', '\x0c', '\x1a', '\x1b', '\x1b[', '\x1b]8;;', '\x1b\\', '\x1b[2J', '\x1b[999999A', '\x1b[38;5;', '\x1bP', '\x9b',
    '\x7f', '\x85', '\u00ad', '\u0301', '\u200d', '\u200f', '\u2028', '\u202e', '\u2066', '\u3000', '\ufeff', '\ufffd', '\uffff', '\ud800', '\udc00', '🙂', '👨‍👩‍👧', '가', 'ﷺ',
    '{', '}', '[', ']', '{"', '":', ',', ';', '\\', '\\u0000', '\\"', '//', '/*', '*/', '#', '%', '%00', '%zz', '$', '$$', '|', '*', '**', '_', '~~~', '```', '- ', '1. ', '> ',
    '![', '](', '[^1]:', '$\\frac', '\\begin{', '|---|', '0', '-0', '-1', '1e308', '1e-400', 'NaN', 'Infinity', '9007199254740993', '0x10', '٣',
    '__proto__', 'constructor', 'prototype', 'toString', 'then', 'length', 'null', 'undefined', 'true', 'data:', 'data:;base64,', 'javascript:', 'http:', '//', 'base64',
)
NAMES = ('__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'then', 'length', 'at', 'data', 'type', 'metadata', 'name', 'id', '', ' ', '0', '-1', '\0', 'x' * 300)
NUMBERS = (0, -0.0, 1, -1, 0.5, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 1e21, -1e21, 1e308, -1e308, 5e-324, 1000000, 65536, 30000)
VALUES = (None, True, False, '', ' ', [], {}, [[]], [None], {'': None}, {'toString': 1, 'valueOf': 2}, {'length': 5}, {'then': 1}, 'x', '\0')

_BASE64 = re.compile(r'[A-Za-z0-9+/\s]{40,}={0,2}\s*')


def mutate(value, rng: random.Random, others: list):
    """A changed copy of a value; ``others`` are values that pieces are taken from."""
    value = copy.deepcopy(value)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        value = _at_any_place(value, rng, others)
    return value


def _at_any_place(value, rng: random.Random, others: list):
    """Change one place of a value, deep ones as well as itself."""
    places = []

    def walk(parent, key, depth):
        places.append((parent, key))
        child = parent[key]
        if depth < 6 and len(places) < 500:
            keys = range(len(child)) if isinstance(child, list) else list(child) if isinstance(child, dict) else ()
            for each in keys:
                walk(child, each, depth + 1)

    holder = [value]
    walk(holder, 0, 0)
    texts = [place for place in places if isinstance(place[0][place[1]], str)]
    # Most of the meaning is in texts, most of it in the longest.
    if texts and rng.random() < .6:
        weights = [min(len(parent[key]), 5000) + 20 for parent, key in texts]
        parent, key = rng.choices(texts, weights)[0]
    else:
        parent, key = rng.choice(places)
    parent[key] = _changed(parent[key], rng, others)
    return holder[0]


def _changed(value, rng: random.Random, others: list):
    if rng.random() < .04:
        return copy.deepcopy(rng.choice(VALUES))
    if isinstance(value, str):
        return _changed_text(value, rng, others)
    if isinstance(value, bool) or value is None:
        return copy.deepcopy(rng.choice((*VALUES, *NUMBERS)))
    if isinstance(value, (int, float)):
        return rng.choice((*NUMBERS, -value, value * 1000, value + 1, value / 3, str(value)))
    if isinstance(value, list):
        return _changed_list(value, rng, others)
    return _changed_dict(value, rng)


def _changed_list(value: list, rng: random.Random, others: list) -> list:
    kind = rng.randrange(7)
    if kind == 0 and value:
        del value[rng.randrange(len(value))]
    elif kind == 1 and value:
        value.insert(rng.randrange(len(value) + 1), copy.deepcopy(rng.choice(value)))
    elif kind == 2:
        rng.shuffle(value)
    elif kind == 3:
        value.insert(rng.randrange(len(value) + 1), copy.deepcopy(rng.choice((*VALUES, *NUMBERS))))
    elif kind == 4 and value:
        piece = rng.choice(value)
        times = min(rng.choices(TIMES[:4], TIMES_WEIGHTS[:4])[0], max(1, MAX_LIST_TEXT // (len(json.dumps(piece)) + 1)))
        value[rng.randrange(len(value)):0] = [copy.deepcopy(piece) for _ in range(times)]
    elif kind == 5:
        for _ in range(rng.choice((3, 50, 400))):
            value = [value]
    elif value:
        value[rng.randrange(len(value))] = copy.deepcopy(rng.choice(others))
    return value


def _changed_dict(value: dict, rng: random.Random) -> dict:
    names = list(value)
    kind = rng.randrange(5)
    if kind == 0 and names:
        del value[rng.choice(names)]
    elif kind == 1 and names:
        value[rng.choice(NAMES)] = value.pop(rng.choice(names))
    elif kind == 2:
        value[rng.choice(NAMES)] = copy.deepcopy(rng.choice((*VALUES, *NUMBERS)))
    elif kind == 3 and names:
        value[rng.choice(names)] = copy.deepcopy(rng.choice((*VALUES, *NUMBERS)))
    elif len(names) > 1:
        one, other = rng.sample(names, 2)
        value[one], value[other] = value[other], value[one]
    return value


def _changed_text(text: str, rng: random.Random, others: list) -> str:
    head, separator, body = text.partition(',') if text[:5].lower() == 'data:' else ('', '', text)
    if rng.random() < .7 and _BASE64.fullmatch(body):
        try:
            data = base64.b64decode(body).decode('latin-1')
        except (binascii.Error, ValueError):
            pass
        else:
            return head + separator + base64.b64encode(_damaged(data, rng, others).encode('latin-1', 'replace')).decode()
    if rng.random() < .5 and body[:1] in ('{', '['):
        try:
            value = json.loads(body)
        except ValueError:
            pass
        else:
            return head + separator + json.dumps(_at_any_place(value, rng, others))
    return _damaged(text, rng, others)


def _damaged(text: str, rng: random.Random, others: list) -> str:
    length = len(text)
    start = rng.randrange(length + 1)
    end = min(length, start + rng.choice((1, 2, 5, 20, 100, 1000)))
    kind = rng.randrange(12)
    if kind == 0:
        return text[:start] + text[end:]
    if kind == 1:
        return text[:start] + text[start:end] * 2 + text[end:]
    if kind in (2, 3):
        return text[:start] + rng.choice(PIECES) + text[start:]
    if kind == 4:
        return text[:start] + rng.choice(PIECES) + text[end:]
    if kind == 5:
        piece = rng.choice(PIECES) if rng.random() < .5 else text[start:end] or 'x'
        times = min(rng.choices(TIMES, TIMES_WEIGHTS)[0], (MAX_TEXT - length) // len(piece.encode('utf-8', 'surrogatepass')))
        return text[:start] + piece * max(0, times) + text[start:]
    if kind == 6:
        return text[:start]
    if kind == 7 and length:
        flipped = chr(ord(text[start - 1]) ^ (1 << rng.randrange(7)))
        return text[:start - 1] + flipped + text[start:]
    if kind == 8:
        return text[start:] + text[:start]
    if kind == 9:
        other = rng.choice(others)
        other = other if isinstance(other, str) else json.dumps(other)
        middle = rng.randrange(len(other) + 1)
        return (text[:start] + other[middle:middle + rng.choice((10, 200, 5000))] + text[end:])[:MAX_TEXT]
    if kind == 10:
        return text[:start] + rng.choice((str.upper, str.lower, str.swapcase, str.title))(text[start:end]) + text[end:]
    # One kind of character becomes another, everywhere.
    return text.replace(text[start - 1] if length else ' ', rng.choice(PIECES), 200)
