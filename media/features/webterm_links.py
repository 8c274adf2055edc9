"""Addresses in a terminal's output become links; loaded when the pointer first comes."""

from browser import MouseEvent, URL, window

from npm.xterm.addon_web_links import WebLinksAddon


def find_links(parts) -> None:
    """Links of the text act as those that programs mark as such; the status line says where one leads."""
    terminal = parts.terminal
    show = parts.hint

    def hint(address: str) -> None:
        show(address + ' (click with Ctrl or ⌘)')

    rules = {
        'activate': follow,
        'hover': lambda event, address: hint(address),
        'leave': lambda event, address: show(''),
    }
    terminal.options.linkHandler = rules
    terminal.loadAddon(WebLinksAddon(follow, rules))


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


shared = {'attach': find_links}
