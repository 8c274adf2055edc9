"""Where a program waits for input: a field whose text goes to the host, or a note where the host takes none."""

from browser import Element, String

from media.console.intake import Intake


def ask(intake: Intake) -> Element:
    """A form at the end of a console, whose text goes to ``onInput`` once; a note where the host has none."""
    place = intake.pane.content
    document = place.ownerDocument
    is_password: bool = intake.question.is_password
    answer = intake.options.onInput
    if answer is None:
        note = document.createElement('p')
        note.className = 'media-note'
        note.append('The program waits for input.')
        place.append(note)
        return note
    form = document.createElement('form')
    form.className = 'backendai-prompt'
    field = document.createElement('input')
    field.type = 'password' if is_password else 'text'
    field.ariaLabel = 'The program asks for a password' if is_password else 'The program waits for input'
    field.autocomplete = 'off'
    field.spellcheck = False
    button = document.createElement('button')
    button.append('Send')
    form.append(field, button)

    def send(event) -> None:
        event.preventDefault()
        intake.question = None
        intake.prompt = None
        form.remove()
        # A terminal shows what is typed, and always the line break.
        intake.queue.push(['stdout', f'{"" if is_password else String(field.value)}\n', 0])
        intake.work()
        answer(field.value)

    form.addEventListener('submit', send)
    place.append(form)
    return form
