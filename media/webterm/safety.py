"""What output may ask of the page: to open a link, when a person clicks it so; the rest only where the host agrees."""

from browser import MouseEvent, RegExp, String, TextDecoder, URL, navigator, window

from media.webterm.base64 import decoded

_utf8: TextDecoder = TextDecoder()

# Control characters, and those that turn the direction of the text around them.
_HIDDEN = '[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]'

LONGEST_TITLE = 200


def plain_title(text: str) -> str:
    """A title that output sets, of a length and characters that do no harm."""
    shown: str = text.replaceAll(RegExp(_HIDDEN, 'gu'), '')
    return shown.slice(0, LONGEST_TITLE)


def follow(event: MouseEvent, address: str) -> None:
    """Open a link in a tab that knows nothing of this one: on a click with Ctrl or Cmd, and only of the web."""
    if not (event.ctrlKey or event.metaKey):
        return
    try:
        url = URL(address)
    except Exception:
        return
    if url.protocol in ('http:', 'https:'):
        window.open(url.href, '_blank', 'noopener,noreferrer')


def set_clipboard(request: str) -> None:
    """Obey OSC 52, ``Pc ; base64``; a question for what the clipboard holds gets no answer."""
    content: str = request.slice(request.indexOf(';') + 1)
    try:
        navigator.clipboard.writeText(_utf8.decode(decoded(content))).catch(lambda error: None)
    except Exception:
        return


def guard(terminal, takes_clipboard: bool, set_hint) -> None:
    """Tell xterm what to do about links and the clipboard; ``set_hint(text)`` shows where a link leads."""
    terminal.options.linkHandler = {
        'activate': lambda event, address: follow(event, address),
        'hover': lambda event, address: set_hint(String(address)),
        'leave': lambda event, address: set_hint(''),
    }

    def clipboard(request: str) -> bool:
        if takes_clipboard:
            set_clipboard(request)
        return True

    terminal.parser.registerOscHandler(52, clipboard)
