"""Links for addresses in a terminal's output; loaded when the pointer first enters."""

from browser import MouseEvent, URL, window

from npm.xterm.addon_web_links import WebLinksAddon

from media.webterm import words
from media.words import say


def find_links(parts) -> None:
    """Make links in the text work like those that programs mark as such; the status line shows a link's target."""
    terminal = parts.terminal
    show = parts.hint

    def hint(address: str) -> None:
        show(f'{address} {say(words.LINK_HINT)}')

    rules = {
        'activate': follow,
        'hover': lambda event, address: hint(address),
        'leave': lambda event, address: show(''),
    }
    terminal.options.linkHandler = rules
    terminal.loadAddon(WebLinksAddon(follow, rules))


def follow(event: MouseEvent, address: str) -> None:
    """Open a web link in an isolated new tab, on a click with Ctrl or Cmd."""
    if not (event.ctrlKey or event.metaKey):
        return
    try:
        url = URL(address)
    except Exception:
        return
    if url.protocol in ('http:', 'https:'):
        window.open(url.href, '_blank', 'noopener,noreferrer')


shared = {'attach': find_links}
