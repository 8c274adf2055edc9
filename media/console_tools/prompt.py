"""Where a program waits for input: a field whose text goes to the host, or a note where the host takes none."""

from browser import Element

from media.console.elements import add, add_note
from media.console.intake import Intake


def ask(intake: Intake) -> Element:
    """A form at the end of a console, whose text goes to ``onInput`` once; a note where the host has none."""
    place = intake.pane.content
    is_password: bool = intake.question.is_password
    answer = intake.options.onInput
    if answer is None:
        return add_note(place, 'The program waits for input.')
    form = add(place, 'form', 'backendai-prompt')
    field = add(form, 'input', '')
    field.type = 'password' if is_password else 'text'
    field.ariaLabel = 'The program asks for a password' if is_password else 'The program waits for input'
    field.autocomplete = 'off'
    field.spellcheck = False
    add(form, 'button', '').append('Send')

    def send(event) -> None:
        event.preventDefault()
        text: str = field.value
        # A terminal shows what is typed, and always the line break.
        intake.add([['stdout', '\n' if is_password else f'{text}\n']])
        answer(text)

    form.addEventListener('submit', send)
    return form
