"""The prompt when a program waits for input: a field whose text goes to the host, or a note if the host takes none."""

from browser import Element

from media.console.elements import add, add_note
from media.console.record_queue import RecordQueue
from media.console_tools import words
from media.words import say


def ask(queue: RecordQueue) -> Element:
    """Append a form whose text is passed to ``onInput`` once; a note if the host has no ``onInput``."""
    place = queue.viewport.content
    is_password: bool = queue.output.question.is_password
    prompt: str = queue.output.question.prompt
    answer = queue.options.onInput
    if answer is None:
        return add_note(place, f'{prompt.trim()} {say(words.WAITING_FOR_INPUT)}'.trim())
    form = add(place, 'form', 'backendai-prompt')
    add(form, 'span', '').append(prompt)
    field = add(form, 'input', '')
    field.type = 'password' if is_password else 'text'
    waits = say(words.PASSWORD_LABEL) if is_password else say(words.INPUT_LABEL)
    field.ariaLabel = prompt.trim() or waits
    field.autocomplete = 'off'
    field.spellcheck = False
    add(form, 'button', '').append(say(words.SEND))

    def send(event) -> None:
        event.preventDefault()
        text: str = field.value
        # As in a terminal: the prompt and the typed text are echoed, for passwords only the prompt and the line break.
        queue.output.end_prompt()
        queue.add([['stdout', f'{prompt}\n' if is_password else f'{prompt}{text}\n']])
        answer(text)

    form.addEventListener('submit', send)
    return form
