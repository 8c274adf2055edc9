"""Pasted text, without the sequences that would end a program's bracketed paste and run the rest as commands."""

from browser import ClipboardEvent, Element, RegExp, String

# The start and end markers of a bracketed paste, with CSI as two characters or as one (C1).
_MARKS = RegExp('(\\x1b\\[|\\x9b)20[01]~', 'g')
# The beginning of such a marker: removing one marker can join the parts of another.
_STARTS = RegExp('(\\x1b\\[|\\x9b)(?=20[01]~)', 'g')


def safe_paste(text: str, is_bracketed: bool) -> str:
    """The text without markers; in a bracketed paste, ESC becomes the visible U+241B, as in xterm.js 6.1."""
    text = text.replaceAll(_MARKS, '').replaceAll(_STARTS, '\u241b[')
    return text.replaceAll('\x1b', '\u241b') if is_bracketed else text


def guard_paste(terminal, place: Element) -> None:
    """Make xterm, which fills ``place``, paste only safe text, whichever way the user pastes."""
    paste = terminal.paste

    def paste_safely(text: str) -> None:
        is_bracketed: bool = terminal.modes.bracketedPasteMode and not terminal.options.ignoreBracketedPasteMode
        paste.call(terminal, safe_paste(String(text), is_bracketed))

    def on_paste(event: ClipboardEvent) -> None:
        event.preventDefault()
        event.stopPropagation()
        if event.clipboardData is not None:
            terminal.paste(event.clipboardData.getData('text/plain'))

    terminal.paste = paste_safely
    place.addEventListener('paste', on_paste, True)
