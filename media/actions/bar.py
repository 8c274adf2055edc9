"""The toolbar of an item, in its slot while the slot is hovered or has the focus."""

from browser import Array, Element, Math, Object, Reflect, String, WeakMap, setTimeout

from media.actions import words
from media.actions.elements import add_button
from media.elements import add
from media.actions.formats import formats_of
from media.actions.pictures import picture_of
from media.clipboard import copy_formats
from media.files import save_file
from media.shared import load_shared
from media.templates import fill
from media.words import say, say_reason

# How long the toolbar shows the result of an action, in milliseconds.
TOLD_MS = 2500


class Bar:
    """``element`` is the toolbar. The slot is read again on each click, because an update may have changed it."""

    def __init__(self, slot: Element, shown: WeakMap) -> None:
        self.slot: Element = slot
        self._shown: WeakMap = shown
        self.element: Element = add(slot, 'div', 'backendai-actions backendai-buttons')
        self.element.role = 'toolbar'
        self.element.ariaLabel = say(words.ACTIONS)
        self.element.addEventListener('keydown', self._pressed)
        slot.prepend(self.element)
        wanted = Object(self.item.options).actions
        chosen: Array = wanted if isinstance(wanted, list) else ['copy', 'save', 'enlarge', 'show']
        chosen.forEach(self._add)
        self.more: Element = add_button(self.element, '⋯', lambda event: self._with_more(
            lambda more: more.open_menu(self, chosen)))
        self.more.ariaLabel = self.more.title = say(words.MORE)
        self.more.ariaHasPopup = 'menu'
        self._status: Element = add(self.element, 'span', '')
        self._status.role = 'status'
        self._buttons: Array = Array.from_(self.element.querySelectorAll('button'))
        self._turn_to(0)

    @property
    def has_item(self) -> bool:
        """Whether the slot shows an item; an update may have failed."""
        return self._shown.get(self.slot) is not None

    @property
    def view(self):
        return self._shown.get(self.slot).view

    @property
    def item(self):
        """The item that is shown; for a bundle, its representation."""
        own = self.view.item
        return self._shown.get(self.slot).item if own is None else own

    @property
    def formats(self) -> Array:
        return formats_of(self.slot, self.item, self.view)

    @property
    def picture(self):
        return picture_of(self.slot, self.item.type)

    def _add(self, action) -> None:
        if action == 'copy':
            add_button(self.element, say(words.COPY), lambda event: self.put(None))
        elif action == 'save':
            add_button(self.element, say(words.SAVE), lambda event: self.save(None))
        elif action == 'enlarge' and self.slot.closest('.backendai-enlarged') is None:
            add_button(self.element, say(words.ENLARGE), lambda event: self.enlarge_from(self.more))
        elif Object(action) is action:
            add_button(self.element, action.label, lambda event: self._run(action))

    async def put(self, format) -> None:
        """Copy a format to the clipboard; without a format, a picture, or else text and HTML."""
        makers = Object()

        def take(each) -> None:
            if each.clipboard is not None and Reflect.get(makers, each.clipboard) is None:
                Reflect.set(makers, each.clipboard, each.make)

        try:
            (self.formats if format is None else [format]).forEach(take)
            if format is None and Reflect.get(makers, 'image/png') is not None:
                # If there were also text, some programs would paste that.
                Reflect.deleteProperty(makers, 'text/plain')
            await copy_formats(self.slot, makers)
            self.tell(say(words.COPIED))
        except Exception as error:
            self.tell(say(words.COPYING_REFUSED))
            self.item.report(String(error.message))

    async def _fail(self, error) -> None:
        reason = String(error.message)
        self.item.report(fill(words.FAILED, reason))
        self.tell(say(words.FAILED, await say_reason(reason)))

    async def save(self, format) -> None:
        """Save a format, by default the first."""
        try:
            chosen = self.formats.at(0) if format is None else format
            make = chosen.make if chosen.save is None else chosen.save
            content = await make()
            name: str = self.slot.getAttribute('data-backendai-id')
            save_file(self.slot, [content], chosen.type, [name, chosen.extension].join('.'))
        except Exception as error:
            self._fail(error)

    def enlarge_from(self, opener: Element) -> None:
        """Show the item in a dialog; when it closes, the focus returns to ``opener``."""
        self._with_more(lambda more: more.enlarge(self.slot, self.picture, opener))

    async def _with_more(self, act) -> None:
        try:
            chunk = await load_shared('actions_more')
            act(chunk.shared)
        except Exception as error:
            self._fail(error)

    async def _run(self, action) -> None:
        try:
            await action.run(self.item, self.slot)
        except Exception as error:
            self._fail(error)

    def tell(self, text: str) -> None:
        self._status.textContent = text
        setTimeout(self._untell, TOLD_MS)

    def _untell(self) -> None:
        self._status.textContent = ''

    def _pressed(self, event) -> None:
        """Move between buttons with the arrow keys, as in any toolbar: only one button is reachable by Tab."""
        index: int = self._buttons.indexOf(event.target)
        last: int = self._buttons.length - 1
        places = {'ArrowRight': index + 1, 'ArrowLeft': index - 1, 'Home': 0, 'End': last}
        if index >= 0 and Object.hasOwn(places, event.key):
            event.preventDefault()
            place: int = Reflect.get(places, event.key)
            self._turn_to(Math.max(0, Math.min(last, place)))
            self.element.querySelector('[tabindex="0"]').focus()

    def _turn_to(self, index: int) -> None:
        def turn(button: Element, number: int) -> None:
            button.tabIndex = 0 if number == index else -1

        self._buttons.forEach(turn)
