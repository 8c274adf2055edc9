"""Keys that the page handles instead of the program: copy, paste, search and leave, as usual on each platform.

Also two keys that xterm does not handle: Ctrl+/ and Ctrl+2 send what other terminals send.
"""

from browser import KeyboardEvent, Map, navigator

from media.webterm.clipboard import write_text

# The actions of keys pressed with Ctrl and Shift.
ACTIONS: Map = Map([['KeyC', 'copy'], ['KeyV', 'paste'], ['KeyF', 'search'], ['KeyE', 'leave'], ['KeyM', 'menu']])

# The control characters of keys, by the character that they produce without Ctrl.
CONTROLS: Map = Map([['/', '\x1f'], ['2', '\x00']])


class Keys:
    """``search()`` opens the search bar, ``menu()`` the menu; ``tell(text)`` shows a temporary message."""

    def __init__(self, terminal, search, menu, tell):
        self._terminal = terminal
        self._search = search
        self._menu = menu
        self._tell = tell
        platform: str = navigator.platform
        self._is_mac: bool = platform.startswith('Mac') or platform.startswith('iP')
        self._is_windows: bool = platform.startswith('Win')
        terminal.attachCustomKeyEventHandler(lambda event: self._is_for_program(event))

    def _is_for_program(self, event: KeyboardEvent) -> bool:
        """xterm's handler for custom key events; the page's own keys act on keydown."""
        action = self._action(event)
        if action is None:
            return not self._is_control(event)
        if event.type == 'keydown' and action != 'paste':  # the browser pastes by itself, without asking for permission
            event.preventDefault()
            if action == 'copy':
                copy(self._terminal, self._tell)
            elif action == 'search':
                self._search()
            elif action == 'menu':
                self._menu()
            else:
                self._terminal.blur()
        return False

    def _is_control(self, event: KeyboardEvent) -> bool:
        """Send a control character that xterm does not handle; returns whether it did."""
        code = CONTROLS.get(event.key)
        if code is None or event.type != 'keydown' or not event.ctrlKey or event.altKey or event.metaKey:
            return False
        event.preventDefault()
        self._terminal.input(code, True)
        return True

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


def copy(terminal, tell) -> None:
    """Copy the selection to the clipboard; an empty selection does not change the clipboard."""
    text: str = terminal.getSelection()
    if text != '':
        write_text(terminal, text, lambda result: tell(result) if result != '' else None, '')
        terminal.clearSelection()
