"""The bar: a row of keys that phones lack."""

from browser import Element, Object, navigator

from media.dom import create
from media.webterm import words
from media.webterm_touch.modifiers import Modifiers
from media.words import say

# The label of each key, and its text; for keys without a text, the second part identifies the key.
KEYS: list = [
    ['Esc', '\x1b'], ['Tab', '\t'], ['Ctrl', 'Ctrl'], ['Alt', 'Alt'], ['←', 'D'], ['↓', 'B'], ['↑', 'A'], ['→', 'C'],
    ['Home', 'H'], ['End', 'F'], ['PgUp', '5'], ['PgDn', '6'], ['^C', '\x03'], ['Paste', 'Paste'],
    ['|', '|'], ['/', '/'], ['-', '-'], ['~', '~'],
]
LABELS = {
    '←': words.LEFT, '↓': words.DOWN, '↑': words.UP, '→': words.RIGHT, '^C': words.INTERRUPT, 'PgUp': words.PAGE_UP,
    'PgDn': words.PAGE_DOWN,
}


def make_bar(parts, modifiers: Modifiers) -> None:
    """Add the bar of keys; pressing one neither opens nor closes the phone's keyboard."""
    root: Element = parts.root
    terminal = parts.terminal
    bar: Element = create(root, 'div')
    bar.className = 'backendai-webterm-keys'
    bar.role = 'toolbar'
    bar.ariaLabel = say(words.KEYS)

    def paste() -> None:
        refused = say(words.PASTING_REFUSED)
        if Object(navigator.clipboard).readText is None:
            parts.flash(refused)
        else:
            navigator.clipboard.readText().then(terminal.paste, lambda error: parts.flash(refused))

    def press(code: str) -> None:
        if code == 'Paste':
            paste()
        elif code == '5' or code == '6':
            modifiers.send_key(code, '~')
        elif 'A' <= code <= 'H' and len(code) == 1:
            modifiers.send_key('', code)
        else:
            modifiers.send_text(code)

    def add(key: list) -> None:
        text: str = key.at(0)
        code: str = key.at(1)
        button: Element = create(root, 'button')
        button.type = 'button'
        button.textContent = text
        button.ariaLabel = say(LABELS[text]) if text in LABELS else text
        button.addEventListener('pointerdown', lambda event: event.preventDefault())
        if code == 'Ctrl' or code == 'Alt':
            modifiers.add(button, code)
        else:
            button.addEventListener('click', lambda event: press(code))
        bar.append(button)

    KEYS.forEach(add)
    root.append(bar)
