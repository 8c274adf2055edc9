"""Text: f-strings with specifications, str methods, slices."""
from math import nan


def case_fstrings():
    name, number, ratio, nothing = 'x', 42, 2.5, None
    return [
        f'{name}', f'{number}', f'{ratio}', f'{nothing}', f'{True} {False}', f'{[1, "a", None]}', f'{{"a": 1}}',
        f'{name!r}', f'{number!s:>6}', f'{name:>5}|{name:<5}|{name:^5}|{name:*^6}', f'{number:05d}', f'{number:+}',
        f'{ratio:.2f}', f'{ratio:8.3f}', f'{ratio:e}', f'{1234567.891:,.2f}', f'{255:x} {255:#x} {255:b} {255:o}',
        f'{0.25:.0%}', f'{ratio:{number - 36}.{1}f}', f'{{literal}} {name}', f'`${{x}}` {name}', f'$' f'{name}',
        f'{"nested " + f"{number}"}', f'{name=}', f'{-5:=+6d}', f'{3:04}', f'{-3:04}', f'{12345:_}', f'{0xFFFFFF:_x}',
    ]


def case_format_specs():
    values = [0, 1, -1, 7, 42, 1000, 123456789, 0.5, 1.5, 2.5, -2.5, 0.1, 1 / 3, 1e-7, 0.00001234, 123456.789, 1e22]
    specs = ['.0f', '.1f', '.2f', '.3f', '.6f', 'e', '.2e', '.0e', 'g', '.3g', '.10g', ',.2f', '+.1f', ' .1f', '010.2f',
             '>12.2f', '<12.2f', '^12.2f', '=+12.2f', '*>12.1f', '%', '.1%', 'G', 'E', '_.2f', '015,.2f']
    return [format(value, spec) for value in values for spec in specs]


def case_format_integers():
    values = [0, 1, -1, 7, 42, -1000, 123456789]
    specs = ['d', '5d', '<5d', '^5d', '05d', '+d', ' d', ',', '_', 'x', 'X', '#x', '#b', 'b', 'o', '#o', '08b', '_b',
             'n', '012,d', '#010x']
    return [format(value, spec) for value in values for spec in specs]


def case_format_text():
    return [format('abc', spec) for spec in ['', '5', '>5', '<5', '^5', '^6', '.2', '>5.2', 's', '-^9s', '05']]


def case_bad_format():
    errors = []
    for value, spec in [('a', 'd'), (1, 's'), ('a', '!!'), (1.5, 'x x')]:
        try:
            errors.append(format(value, spec))
        except ValueError:
            errors.append('ValueError')
    return errors


def case_halves_to_even():
    return [f'{value:.0f}' for value in [0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5]] + [
        f'{value:.1f}' for value in [0.25, 0.35, 0.75, 1.25, 1.45]] + [f'{value:.2f}' for value in [1.005, 0.125, 0.375]]


def case_floats_as_text():
    return [str(value) for value in [1e-5, 0.0001, 1e-7, 1.5e-10, 1e22, 1.5, 0.1 + 0.2, 123456789.125, 1e100]] + [
        repr(float('inf')), repr(-float('inf')), str(float('nan'))]


def case_of_known_kinds():
    words: list[str] = ['a', 'b', 'c']
    text: str = 'a;b;;c'
    found = []
    for count in range(-1, 3):
        found.append('ab' * count)
        found.append(f'{count}' * count + 'x' * (count - 1))
    return found + text.split(';') + ['; '.join(words), ''.join(words[1:]), ','.join([]), text.join(words), ' '.join(text)]


def case_split():
    text = '  one two\tthree\n four  '
    return [
        text.split(), text.split(None, 1), text.split(maxsplit=2), text.split(' '), 'a,b,,c'.split(','),
        'a,b,,c'.split(',', 1), 'a,b,c'.rsplit(',', 1), '  a b  '.rsplit(None, 1), ''.split(), ''.split(','),
        'a\nb\r\nc\rd'.splitlines(), 'a\nb\n'.splitlines(True), ''.splitlines(), '\n'.splitlines(),
        'a b c'.split(' ', 0), 'key: value: x'.partition(': '), 'a/b/c'.rpartition('/'), 'abc'.partition('-'),
        'abc'.rpartition('-'), 'a\u2028b'.split(), 'x\x1cy z'.split(),
    ]


def case_join():
    return [', '.join(['a', 'b']), ''.join(str(n) for n in range(4)), '-'.join('abc'), '+'.join({'x': 1, 'y': 2})]


def case_strip():
    return ['  a '.strip(), '  a '.lstrip(), '  a '.rstrip(), 'xxaxx'.strip('x'), 'abcba'.strip('ab'), '[]a-]'.strip('[]-'),
            'a\\'.rstrip('\\'), '^^a'.lstrip('^'), ''.strip(), '\x1f a\x85'.strip(), 'a😀'.rstrip('😀')]


def case_replace():
    return ['aXbXc'.replace('X', '-'), 'aXbXc'.replace('X', '-', 1), 'a.b'.replace('.', '$&'), 'aaa'.replace('aa', 'b'),
            'abc'.replace('', '-'), 'abc'.replace('', '-', 2), 'a'.replace('a', ''), 'x$1'.replace('x', '$1$$')]


def case_search():
    text = 'hello world hello'
    return [
        text.find('hello'), text.find('hello', 1), text.find('x'), text.rfind('hello'), text.index('world'),
        text.count('hello'), text.count('l'), 'aaaa'.count('aa'), ''.count(''), 'abc'.count(''), text.find('hello', -5),
        text.find('o', 5, 8), text.rfind('o', 0, 6), text.startswith('hello'), text.startswith(('x', 'he')),
        text.endswith('hello'), text.endswith(('x', 'y')), text.startswith('world', 6), 'world' in text,
        'x' not in text, text.find(''), 'abc'.find('', 4), text.startswith(''), text.rindex('o'),
    ]


def case_search_errors():
    errors = 0
    for action in [lambda: 'abc'.index('x'), lambda: 'abc'.split(''), lambda: 'abc'.partition('')]:
        try:
            action()
        except ValueError:
            errors += 1
    return errors


def case_changes_of_case():
    return ['Hello World'.upper(), 'Hello World'.lower(), 'hello world'.title(), 'hELLO'.capitalize(),
            'straße'.upper()]


def case_padding():
    return ['a'.ljust(3) + '|', 'a'.rjust(3), 'a'.center(4) + '|', 'ab'.center(5, '*'), '42'.zfill(5), '-42'.zfill(5),
            '+1'.zfill(4), 'abc'.zfill(2), 'abc'.ljust(5, '.')]


def case_prefixes():
    return ['test_name'.removeprefix('test_'), 'name.py'.removesuffix('.py'), 'name'.removeprefix('x'), 'name'.removesuffix('')]


def case_predicates():
    samples = ['', 'abc', 'ABC', 'Abc', '123', 'a1', ' ', '\t\n', '한글', 'a b', '١٢', '²', 'é', '_x', '1x']
    return [[text.isdigit(), text.isalpha(), text.isalnum(), text.isspace(), text.isupper(), text.islower(),
             text.isidentifier()] for text in samples]


def case_slices():
    text = 'abcdefgh'
    bounds = [None, 0, 2, 5, 8, 20, -1, -3, -8, -20]
    return [text[low:high] for low in bounds for high in bounds] + [
        text[low:high:step] for low in bounds for high in bounds for step in [1, 2, -1, -3]]


def case_indexing():
    text = 'héllo'
    found = [text[0], text[-1], text[len(text) - 1], text[1]]
    for index in [5, -6]:
        try:
            found.append(text[index])
        except IndexError:
            found.append('IndexError')
    return found


def case_repetition_and_sum():
    line = '-' * 5
    return [line, 3 * 'ab', 'x' * 0, 'x' * -1, 'a' 'b', line + '>' + line]


def case_comparison():
    return ['a' < 'b', 'a' == 'a', 'a' != 'b', 'abc' < 'abd', 'Z' < 'a', 'a' <= 'a', 'b' > 'a', 'a' >= 'b', '' < 'a']


def case_repr():
    return [repr('a'), repr("it's"), repr('say "hi"'), repr('both \' and "'), repr('line\n\ttab\\'), repr('\x00\x1b\x7f'),
            repr('한글😀'), repr(''), repr(['a', ('b',)][0]), repr(b'ab\x00\xff\''), ascii('é한😀'[:2]), repr('\ud800')]


def case_characters():
    return [ord('a'), chr(98), ord('한'), chr(0x1F600), [ord(c) for c in 'abc'], hex(255), bin(5), oct(8), hex(-255)]


def case_characters_at_places():
    def code(text: str, index: int):
        return ord(text[index]) if 0 <= index < len(text) else nan

    text = 'a\x00é\ud800'
    return [[code(text, index) == code(text, index) and code(text, index) for index in range(-2, 6)],
            [ord(text[index]) if index < len(text) else 0 for index in range(6)]]


def case_bytes():
    data = 'héllo'.encode()
    return [len(data), data[0], data[1], list(data[:3]), data.decode(), data.hex(), b'abc'[1], list(b'abc'), b'ab' == b'ab',
            b'ab' != b'ac', list(b'a' + b'bc'), bytes([1, 2]) == b'\x01\x02', not b'', bool(b'a'), data[-1]]


def case_iteration():
    return [[character for character in 'abc'], [character.upper() for character in 'xyz'], list('ab😀'), sorted('hello'),
            list(enumerate('ab', 1)), list(zip('ab', 'xy')), list(reversed('abc'))]


def case_quotes_and_escapes():
    return ['\'"`${}\\', 'tab\t', 'line\nbreak', '\u2028\u2029', '\x00', 'a\
b', '''three
lines''', r'\d+\n', '</script>', '<!--']


def case_unknown_receiver():
    def shout(value):
        return value.upper().strip().split(' ')

    def last(value):
        return value[-1], value[1:], value.index('b'), value.count('b')

    return [shout(' a b '), last('abc'), last(['a', 'b', 'c'])]
