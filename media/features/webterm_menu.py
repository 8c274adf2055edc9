"""The menu of a terminal, opened by a right click or a key; loaded when it is first opened."""

from browser import URL, Blob, CustomEvent, Element, KeyboardEvent, Math, Object, Promise, navigator, setTimeout

from media.dom import create, document_of, read_property, window_of
from media.popovers import show_popover
from media.webterm import words
from media.words import say
from static.webterm_menu import css

FONT_SIZES_PX = [6, 48]
THEMES: list = [[words.THEME_OF_PAGE, None], [words.THEME_DARK, 'dark'], [words.THEME_LIGHT, 'light']]

# How many lines are read per slice while output is saved.
SLICE_LINES = 2000

# The minimum distance between the menu and the edge of the window.
EDGE_PX = 4


def open_menu(parts) -> None:
    parts.style(css)
    Menu(parts).open()


class Menu:
    def __init__(self, parts):
        self._parts = parts
        self._terminal = parts.terminal
        self._webterm = parts.webterm
        self._items: list[Element] = []
        self.element: Element = create(parts.root, 'div')
        self.element.className = 'backendai-webterm-menu'
        self.element.role = 'menu'
        self.element.ariaLabel = say(words.TERMINAL)
        self.element.setAttribute('popover', 'auto')
        self._fill()
        self.element.addEventListener('keydown', self._on_key)
        self.element.addEventListener('toggle', self._on_toggle)

    def open(self) -> None:
        """Show the menu at the position of the event that opened it, or at the cursor."""
        parts = self._parts
        parts.root.append(self.element)
        place = parts.event
        x: float = 0.0
        y: float = 0.0
        if place is None or place.clientX == 0 and place.clientY == 0:  # opened by a key
            box = self._terminal.textarea.getBoundingClientRect()
            x = box.left
            y = box.bottom
        else:
            x = place.clientX
            y = place.clientY
        show_popover(self.element)
        size = self.element.getBoundingClientRect()
        view = window_of(self.element)
        style = self.element.style
        style.left = f'{Math.max(EDGE_PX, Math.min(x, view.innerWidth - size.width - EDGE_PX))}px'
        style.top = f'{Math.max(EDGE_PX, Math.min(y, view.innerHeight - size.height - EDGE_PX))}px'
        self._focus_item(0)

    def _fill(self) -> None:
        terminal = self._terminal
        can_write: bool = self._parts.options.readOnly is not True
        can_paste: bool = can_write and Object(navigator.clipboard).readText is not None
        self._add(say(words.COPY), lambda: self._copy(), terminal.hasSelection())
        self._add(say(words.PASTE), lambda: self._paste(), can_paste)
        self._add(say(words.SELECT_ALL), lambda: terminal.selectAll(), True)
        self._add(say(words.OPEN_FIND), lambda: self._webterm.search(), True)
        self._add(say(words.SAVE_OUTPUT), lambda: self._save(), True)
        self._add(say(words.CLEAR), lambda: terminal.clear(), True)
        self._add_lasting(say(words.LARGER_TEXT), 1)
        self._add_lasting(say(words.SMALLER_TEXT), -1)
        for theme in THEMES:
            self._add_theme(say(theme.at(0)), theme.at(1))

    def _button(self, label: str, role: str) -> Element:
        button: Element = create(self.element, 'button')
        button.type = 'button'
        button.role = role
        button.tabIndex = -1
        button.textContent = label
        self.element.append(button)
        self._items.append(button)
        return button

    def _add(self, label: str, action, is_enabled: bool) -> None:
        def choose(event) -> None:
            if is_enabled:
                self._close()
                action()

        button = self._button(label, 'menuitem')
        button.ariaDisabled = 'false' if is_enabled else 'true'
        button.onclick = choose

    def _add_lasting(self, label: str, step: int) -> None:
        """Add an item that does not close the menu, so it can be chosen several times."""
        self._button(label, 'menuitem').onclick = lambda event: self._resize_text(step)

    def _add_theme(self, label: str, theme) -> None:
        current = self._webterm.theme
        is_current: bool = current == theme or theme is None and current is None

        def choose(event) -> None:
            self._close()
            self._webterm.theme = theme
            self._tell()

        button = self._button(label, 'menuitemradio')
        button.ariaChecked = 'true' if is_current else 'false'
        button.onclick = choose

    # Actions of the items

    def _copy(self) -> None:
        self._parts.copy()

    def _paste(self) -> None:
        refused = say(words.PASTING_REFUSED)
        navigator.clipboard.readText().then(self._terminal.paste, lambda error: self._parts.flash(refused))

    def _resize_text(self, step: int) -> None:
        options = self._terminal.options
        size: int = Math.min(FONT_SIZES_PX[1], Math.max(FONT_SIZES_PX[0], options.fontSize + step))
        options.fontSize = size
        self._tell()

    def _tell(self) -> None:
        """Dispatch an event, so that the host can store the user's settings."""
        detail = {'fontSize': self._terminal.options.fontSize, 'theme': self._webterm.theme}
        self._webterm.dispatchEvent(CustomEvent('settings', {'detail': detail}))

    async def _save(self) -> None:
        blob = Blob([await screen_text(self._terminal.buffer.active)], {'type': 'text/plain'})
        link = create(self._parts.root, 'a')
        link.href = URL.createObjectURL(blob)
        link.download = 'terminal.txt'
        link.click()
        setTimeout(lambda: URL.revokeObjectURL(link.href), 60000)

    # Keys

    def _on_key(self, event: KeyboardEvent) -> None:
        focused = read_property(document_of(self.element), 'activeElement')
        index: int = self._items.indexOf(focused)
        last: int = len(self._items) - 1
        key: str = event.key
        if key == 'ArrowDown':
            self._focus_item(0 if index == last else index + 1)
        elif key == 'ArrowUp':
            self._focus_item(last if index <= 0 else index - 1)
        elif key == 'Home':
            self._focus_item(0)
        elif key == 'End':
            self._focus_item(last)
        elif key == 'Tab':
            self._close()
        else:
            return
        event.preventDefault()

    def _focus_item(self, index: int) -> None:
        self._items[index].focus()

    def _close(self) -> None:
        self.element.hidePopover()
        event = self._parts.event
        if event is None or event.type is not None:  # after a long press, this would open the on-screen keyboard
            self._terminal.focus()

    def _on_toggle(self, event) -> None:
        if event.newState == 'closed':
            self.element.remove()


async def screen_text(buffer) -> str:
    """The text of all lines, with wrapped lines rejoined."""
    text: str = ''
    count: int = buffer.length
    for index in range(count):
        line = buffer.getLine(index)
        if line is None:
            break
        following = buffer.getLine(index + 1)
        is_continued: bool = following is not None and following.isWrapped
        text += line.translateToString(not is_continued) + ('' if is_continued else '\n')
        if index % SLICE_LINES == SLICE_LINES - 1:
            await Promise(lambda done: setTimeout(done, 0))
    return text.trimEnd() + '\n'


shared = {'attach': open_menu}
