"""Keys that are the page's and not the program's: to copy, paste, search and leave, as each system has them."""

from browser import Element, KeyboardEvent, Map, navigator

from media.dom import call, document_of


# What keys do with Ctrl and Shift.
ACTIONS: Map = Map([['KeyC', 'copy'], ['KeyV', 'paste'], ['KeyF', 'search'], ['KeyE', 'leave']])


class Keys:
    """``search()`` opens the search bar."""

    def __init__(self, terminal, search):
        self._terminal = terminal
        self._search = search
        platform: str = navigator.platform
        self._is_mac: bool = platform.startswith('Mac') or platform.startswith('iP')
        self._is_windows: bool = platform.startswith('Win')
        terminal.attachCustomKeyEventHandler(lambda event: self._is_for_program(event))

    def _is_for_program(self, event: KeyboardEvent) -> bool:
        """What xterm asks of each key event; a key of ours is done when it goes down."""
        action = self._action(event)
        if action is None:
            return True
        if event.type == 'keydown' and action != 'paste':  # the browser pastes by itself, and asks nobody
            event.preventDefault()
            if action == 'copy':
                copy(self._terminal)
            elif action == 'search':
                self._search()
            else:
                self._terminal.blur()
        return False

    def _action(self, event: KeyboardEvent):
        key: str = event.code
        if event.altKey:
            return None
        if event.ctrlKey and event.shiftKey and not event.metaKey and not (
                self._is_mac and (key == 'KeyC' or key == 'KeyV')):
            return ACTIONS.get(key)
        if self._is_mac:
            return 'search' if event.metaKey and key == 'KeyF' else None
        if self._is_windows and event.ctrlKey and not event.shiftKey:
            if key == 'KeyV' or key == 'KeyC' and self._terminal.getSelection() != '':
                return ACTIONS.get(key)
        return None


def copy(terminal) -> None:
    """Put the selection on the clipboard; an empty one leaves it alone."""
    text: str = terminal.getSelection()
    if text == '':
        return
    if navigator.clipboard is not None:
        navigator.clipboard.writeText(text).catch(lambda error: None)
    else:  # pages that are not secure have the old way alone
        area: Element = terminal.textarea
        area.value = text
        area.select()
        call(document_of(area), 'execCommand', ['copy'])
        area.value = ''
    terminal.clearSelection()
