"""The cells and styles of a console's buffer after some text, and those of xterm after the same text."""

from __future__ import annotations

import random

# Compiled: the lines of a buffer, as [text, width, [index, style, …]], the cursor, and the widths of characters.
DRIVER = '''
from media.console.escapes import Stream, feed, give_screen
from media.console.buffer import Buffer
from media.console.width import width_of
from media.console_screen.orders import Screen

give_screen({'Screen': Screen}, '')

def shown(chunks: list[str]):
    buffer = Buffer()
    stream = Stream()
    for chunk in chunks:
        feed(stream, buffer, chunk)
    lines = []
    for line in buffer.lines:
        runs = []
        position = 0
        while position < len(line.runs):
            style = line.runs[position + 1]
            runs.append([line.runs[position], style.colors[0], style.colors[1], ''.join(sorted(style.flags)), style.underline, style.link])
            position += 2
        lines.append([line.text, line.width, runs])
    return [lines, buffer.row, buffer.column]


def shown_all(every: list):
    return [shown(chunks) for chunks in every]


def widths(codes: list[int]):
    return [width_of(chr(code)) for code in codes]
'''

# The same from headless xterm: each line as [text, styles by cell].
XTERM = '''
import {Terminal} from '@xterm/xterm';
import {Unicode11Addon} from '@xterm/addon-unicode11';

const lookOf = cell => {
  const color = (isDefault, isRgb, value) => isDefault ? -1 : isRgb ? 0x1000000 + value : value;
  const flags = [cell.isBold() && 'b', cell.isInvisible() && 'c', cell.isDim() && 'd', cell.isItalic() && 'i',
    cell.isOverline() && 'o', cell.isInverse() && 'r', cell.isStrikethrough() && 's'].filter(Boolean).join('');
  return [color(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    color(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()), flags, cell.isUnderline() ? 1 : 0];
};

// The cells of each character with these codes, by the rules of Unicode 11.
globalThis.terminalWidths = codes => {
  let rules;
  new Unicode11Addon().activate({unicode: {register: each => rules = each}});
  return codes.map(code => rules.wcwidth(code));
};

globalThis.terminal = async ([cols, texts]) => {
  const found = [];
  const term = new Terminal({cols, rows: 24, scrollback: 100000, convertEol: true, allowProposedApi: true});
  term.loadAddon(new Unicode11Addon());
  term.unicode.activeVersion = '11';
  for (const text of texts) {
    term.reset();
    await new Promise(done => term.write(text, done));
    const lines = [], buffer = term.buffer.active;
    for (let row = 0; row < buffer.length; row++) {
      const line = buffer.getLine(row), cells = [];
      const shown = line.translateToString(true);
      for (let column = 0; column < line.length && cells.length < shown.length; column++) {
        const cell = line.getCell(column);
        if (cell.getWidth() === 0) continue;
        if (cell.getChars().trim()) cells.push([column, cell.getChars(), lookOf(cell)]);
      }
      lines.push([shown, cells]);
    }
    found.push([lines, buffer.baseY + buffer.cursorY, buffer.cursorX]);
  }
  term.dispose();
  return found;
};
'''

_WORDS = ['abc', 'hello world', '가나다', '漢字', 'x', '🙂', 'e\u0301', '12345678', '█▉', 'ｱ', 'é', '①', '│', ' ', '  ', 'ก็']
_FINALS = 'ABCDEFGHJKPXdfsu@'


def generated(seed: int) -> str:
    """Text like that of programs, but with more variety: words, control characters, known and unknown sequences."""
    rng = random.Random(seed)
    pieces = []
    for _ in range(rng.randint(1, 40)):
        kind = rng.random()
        if kind < .45:
            pieces.append(rng.choice(_WORDS))
        elif kind < .6:
            pieces.append(rng.choice(['\n', '\n', '\r', '\b', '\t', '\r\n', '\x0b', '\x07', '\x00', '\x7f']))
        elif kind < .8:
            numbers = [str(rng.choice(['', 0, 1, 2, 3, 5, 9])) for _ in range(rng.choice([0, 1, 1, 1, 2]))]
            pieces.append(f'\x1b[{";".join(numbers)}{rng.choice(_FINALS)}')
        elif kind < .93:
            pieces.append(f'\x1b[{_sgr(rng)}m')
        else:
            pieces.append(rng.choice([
                '\x1b]8;;https://example.org/a\x07', '\x1b]8;;\x1b\\', '\x1b]0;title\x07', '\x1b[?25l', '\x1b(B', '\x1b[>4;1m', '\x1b[6n',
                '\x1bP1$r0m\x1b\\', '\x1b7', '\x1b8', '\x1bE', '\x1bD', '\x1b[1 q', '\x1b=', '\x1b_x\x1b\\',
                '\x9b31m', '\x1b[2\x18', '\x1b[?2004h', '\x1b]52;c;YQ==\x07']))
    return ''.join(pieces)


def _sgr(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        parts.append(rng.choice([
            '0', '1', '2', '3', '4', '7', '8', '9', '21', '22', '23', '24', '27', '28', '29', '53', '55', '39', '49', '', '59',
            str(rng.randint(30, 37)), str(rng.randint(40, 47)), str(rng.randint(90, 97)), str(rng.randint(100, 107)),
            f'38;5;{rng.randint(16, 255)}', f'48;2;{rng.randint(0, 255)};9;{rng.randint(0, 255)}', '4:3', '38:2::1:2:3', '38:5:99',
            '58;5;12', '48:2::7:8:9']))
    return ';'.join(parts)


def split(text: str, seed: int) -> list[str]:
    """The text in pieces, cut at random positions."""
    rng = random.Random(seed)
    cuts = sorted(rng.randint(0, len(text)) for _ in range(rng.randint(1, 12)))
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)])]
