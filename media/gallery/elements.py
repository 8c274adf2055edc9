"""What the gallery and its demos build their parts of the page from."""

from browser import URL, Element, KeyboardEvent, document, fetch


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


def button(text: str, act) -> Element:
    """A small button that calls ``act()``."""
    made = make('button', text, 'small')
    made.type = 'button'
    made.addEventListener('click', lambda event: act())
    return made


def address_of(path: str) -> str:
    """The address of a file of the site, whose pages name its root in ``data-root``: it may be any folder."""
    root: str = document.documentElement.dataset.root
    return URL(root + path, document.baseURI).href


async def fetch_file(path: str):
    """The response for a file of the site. Raises an exception if there is no such file."""
    answer = await fetch(address_of(path))
    if not answer.ok:
        raise Exception(f'{path}: {answer.status}')
    return answer


async def fetch_json(path: str):
    """The JSON that a file of the site holds."""
    answer = await fetch_file(path)
    return await answer.json()


async def fetch_data(section):
    """The fixtures that a section or an item names as its ``data``, in their order."""
    paths: list = section.data
    return [await fetch_json(f'gallery/data/{path}') for path in paths]
