"""What is pasted, without what would end a program's bracketed paste and run the rest as commands."""

from browser import ClipboardEvent, Element, RegExp, String

# The marks of a bracketed paste, with CSI as two characters or as one (C1).
_MARKS = RegExp('(\\x1b\\[|\\x9b)20[01]~', 'g')
# How such a mark begins: removing one can join the rest of another.
_STARTS = RegExp('(\\x1b\\[|\\x9b)(?=20[01]~)', 'g')


def safe_paste(text: str, is_bracketed: bool) -> str:
    """The text without marks; in a bracketed paste, programs get ESC as the visible U+241B, as from xterm.js 6.1."""
    text = text.replaceAll(_MARKS, '').replaceAll(_STARTS, '\u241b[')
    return text.replaceAll('\x1b', '\u241b') if is_bracketed else text


def guard_paste(terminal, place: Element) -> None:
    """Let xterm, which fills ``place``, paste only what is safe, however it is pasted."""
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
