"""Addresses in a terminal's output become links; loaded when the pointer first comes."""

from npm.xterm.addon_web_links import WebLinksAddon


def find_links(terminal, root) -> None:
    """Links of the text act as those that programs mark as such."""
    rules = terminal.options.linkHandler
    terminal.loadAddon(WebLinksAddon(rules.activate, {'hover': rules.hover, 'leave': rules.leave}))


shared = {'attach': find_links}
