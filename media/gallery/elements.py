"""What the gallery and its demos build their parts of the page from."""

from browser import Element, KeyboardEvent, document, fetch


def make(tag: str, text: str = '', class_name: str = '') -> Element:
    element = document.createElement(tag)
    element.textContent = text
    if class_name:
        element.className = class_name
    return element


def by_id(element_id: str) -> Element:
    return document.getElementById(element_id)


def submit_at_once(form: Element, field: Element, on_submit) -> None:
    """Call ``on_submit(event)`` now, whenever the form is sent, and at Ctrl+Enter (or Cmd+Enter) in the field."""
    def shortcut(event: KeyboardEvent) -> None:
        if event.key == 'Enter' and (event.ctrlKey or event.metaKey):
            form.requestSubmit()

    form.addEventListener('submit', on_submit)
    field.addEventListener('keydown', shortcut)
    form.requestSubmit()


async def fetch_json(address: str):
    """What JSON a path of the gallery's server holds; an exception where it answers with an error."""
    answer = await fetch(address)
    if not answer.ok:
        raise Exception(f'{address}: {answer.status}')
    return await answer.json()


async def fetch_data(section):
    """The fixtures that a section names as its ``data``, in their order."""
    paths: list = section.data
    return [await fetch_json(f'/gallery/data/{path}') for path in paths]
