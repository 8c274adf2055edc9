"""Helpers of the gallery and its demos for creating elements and fetching files."""

from browser import URL, Element, KeyboardEvent, document, fetch


def make(tag: str, text: str = '', class_name: str = '') -> Element:
    element = document.createElement(tag)
    element.textContent = text
    if class_name:
        element.className = class_name
    if tag == 'pre':
        element.tabIndex = 0  # long lines are scrolled with the arrow keys
    return element


def by_id(element_id: str) -> Element:
    return document.getElementById(element_id)


def submit_at_once(form: Element, field: Element, on_submit) -> None:
    """Call ``on_submit(event)`` now, when the form is submitted, and on Ctrl+Enter (or Cmd+Enter) in the field."""
    def shortcut(event: KeyboardEvent) -> None:
        if event.key == 'Enter' and (event.ctrlKey or event.metaKey):
            form.requestSubmit()

    form.addEventListener('submit', on_submit)
    field.addEventListener('keydown', shortcut)
    form.requestSubmit()


def button(text: str, act) -> Element:
    """Create a small button that calls ``act()``."""
    made = make('button', text, 'small')
    made.type = 'button'
    made.addEventListener('click', lambda event: act())
    return made


def site_url(path: str) -> str:
    """Return the URL of a file of the site. Pages state the site's root, which may be any folder, in ``data-root``."""
    root: str = document.documentElement.dataset.root
    return URL(root + path, document.baseURI).href


async def fetch_file(path: str):
    """Fetch a file of the site. Raise an exception if it does not exist."""
    answer = await fetch(site_url(path))
    if not answer.ok:
        raise Exception(f'{path}: {answer.status}')
    return answer


async def fetch_json(path: str):
    """Fetch a JSON file of the site and return its value."""
    answer = await fetch_file(path)
    return await answer.json()


async def fetch_data(section):
    """Fetch the fixtures that a section or an item lists as its ``data``, in order."""
    paths: list = section.data
    return [await fetch_json(f'gallery/data/{path}') for path in paths]
