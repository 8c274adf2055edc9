"""What output may ask of the page, where the host agrees; links are the business of the chunk ``webterm_links``."""

from browser import RegExp, TextDecoder, navigator

from media.webterm.base64 import decoded

_utf8: TextDecoder = TextDecoder()

# Control characters, and those that turn the direction of the text around them.
_HIDDEN = '[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]'

MAX_TITLE_UNITS = 200


def plain_title(text: str) -> str:
    """A title that output sets, of a length and characters that do no harm."""
    shown: str = text.replaceAll(RegExp(_HIDDEN, 'gu'), '')
    return shown.slice(0, MAX_TITLE_UNITS)


def set_clipboard(request: str) -> None:
    """Obey OSC 52, ``Pc ; base64``; a question for what the clipboard holds gets no answer."""
    content: str = request.slice(request.indexOf(';') + 1)
    try:
        navigator.clipboard.writeText(_utf8.decode(decoded(content))).catch(lambda error: None)
    except Exception:
        return


def guard(terminal, takes_clipboard: bool) -> None:
    """Tell xterm what to do about the clipboard, and nothing about links, of which it would make dialogs by itself."""
    terminal.options.linkHandler = {'activate': lambda event, address: None}

    def clipboard(request: str) -> bool:
        if takes_clipboard:
            set_clipboard(request)
        return True

    terminal.parser.registerOscHandler(52, clipboard)
