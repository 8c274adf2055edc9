"""The bar's Ctrl and Alt: once pressed, each applies to the next key of any keyboard.

Hardware keyboards and the bar send key events, to which modifiers are added. Keyboards on screens send text: either at
once, or by a composition (as on Android), which is ended after its first character.
"""

from browser import CompositionEvent, Element, InputEvent, KeyboardEvent, String, setTimeout

from media.dom import document_of, read_property

# Keys that modify others, and the key code that keyboards on screens send for all keys.
MODIFYING = ('Control', 'Shift', 'Alt', 'Meta', 'CapsLock', 'NumLock', 'Fn', 'AltGraph')
COMPOSING_KEY_CODE = 229

# The control characters of characters other than 64 to 95 and their small letters.
OTHER_CONTROLS = {' ': '\x00', '2': '\x00', '/': '\x1f', '?': '\x7f', '8': '\x7f'}


def control_of(text: str) -> str:
    """The control character of a character, or the character itself if it has none."""
    code: int = text.charCodeAt(0)
    if 64 <= code < 128:
        return String.fromCharCode(code & 31)
    return OTHER_CONTROLS[text] if text in OTHER_CONTROLS else text


class Modifiers:
    def __init__(self, terminal, root: Element):
        self._terminal = terminal
        self._ctrl: Element = None
        self._alt: Element = None
        self._is_composing: bool = False
        self._composed: str = ''
        # Whether the current composition is hidden from xterm, which reads the field itself.
        self._is_swallowing: bool = False
        for name in ('compositionstart', 'compositionupdate', 'compositionend'):
            root.addEventListener(name, self._on_composition, True)
        root.addEventListener('keydown', self._on_key, True)
        root.addEventListener('beforeinput', self._on_text, True)
        root.addEventListener('input', self._on_input, True)

    def add(self, button: Element, name: str) -> None:
        """Register a button of the bar as one of the modifiers."""
        button.ariaPressed = 'false'
        button.addEventListener('click', lambda event: self._toggle(button))
        if name == 'Ctrl':
            self._ctrl = button
        else:
            self._alt = button

    def send_text(self, text: str) -> None:
        """Send a text with the modifiers applied."""
        if self._ctrl.ariaPressed == 'true' and len(text) == 1:
            text = control_of(text)
        if self._alt.ariaPressed == 'true':
            text = '\x1b' + text
        self._release()
        self._terminal.input(text, True)

    def send_key(self, number: str, final: str) -> None:
        """Send a key that has a control sequence (xterm's, for PC keyboards), with the modifiers applied."""
        modifier: int = 1
        if self._alt.ariaPressed == 'true':
            modifier += 2
        if self._ctrl.ariaPressed == 'true':
            modifier += 4
        self._release()
        if modifier > 1:
            text = f'\x1b[{number or "1"};{modifier}{final}'
        elif number == '' and self._terminal.modes.applicationCursorKeysMode is True:
            text = f'\x1bO{final}'
        else:
            text = f'\x1b[{number}{final}'
        self._terminal.input(text, True)

    def _toggle(self, button: Element) -> None:
        button.ariaPressed = 'false' if button.ariaPressed == 'true' else 'true'
        if self._is_composing:
            # The text composed so far is complete; xterm empties the field when it loses the focus.
            self._terminal.input(self._composed, True)
            self._end_composition()

    def _release(self) -> None:
        self._ctrl.ariaPressed = 'false'
        self._alt.ariaPressed = 'false'

    def _is_on(self) -> bool:
        return self._ctrl.ariaPressed == 'true' or self._alt.ariaPressed == 'true'

    def _is_for_terminal(self, event) -> bool:
        return event.target is self._terminal.textarea

    def _on_key(self, event: KeyboardEvent) -> None:
        if not self._is_on() or not event.isTrusted or not self._is_for_terminal(event) or event.key in MODIFYING:
            return
        event.stopImmediatePropagation()
        if event.keyCode == COMPOSING_KEY_CODE or event.isComposing:
            return  # its text follows
        event.preventDefault()
        changed = KeyboardEvent('keydown', {
            'key': event.key, 'code': event.code, 'keyCode': event.keyCode, 'bubbles': True, 'cancelable': True,
            'ctrlKey': event.ctrlKey or self._ctrl.ariaPressed == 'true',
            'altKey': event.altKey or self._alt.ariaPressed == 'true',
            'shiftKey': event.shiftKey, 'metaKey': event.metaKey,
        })
        self._release()
        event.target.dispatchEvent(changed)

    def _on_text(self, event: InputEvent) -> None:
        is_text: bool = event.inputType == 'insertText' and event.data is not None
        if is_text and self._is_on() and self._is_for_terminal(event):
            event.preventDefault()
            event.stopImmediatePropagation()
            self.send_text(event.data)

    def _on_input(self, event: InputEvent) -> None:
        if self._is_swallowing:
            event.stopImmediatePropagation()

    def _on_composition(self, event: CompositionEvent) -> None:
        if not self._is_for_terminal(event):
            return
        self._is_composing = event.type != 'compositionend'
        self._composed = event.data
        if event.type == 'compositionstart' and self._is_on():
            self._is_swallowing = True
        if not self._is_swallowing:
            return
        event.stopImmediatePropagation()
        text: str = event.data
        if event.type == 'compositionupdate' and text != '' and self._is_on():
            self.send_text(String.fromCodePoint(text.codePointAt(0)))
            setTimeout(self._end_composition, 0)
        elif event.type == 'compositionend':
            setTimeout(self._stop_swallowing, 0)

    def _stop_swallowing(self) -> None:
        self._is_swallowing = False
        self._terminal.textarea.value = ''

    def _end_composition(self) -> None:
        """End the composition by blurring the field."""
        area: Element = self._terminal.textarea
        if read_property(document_of(area), 'activeElement') is area:
            area.blur()
            area.focus()
