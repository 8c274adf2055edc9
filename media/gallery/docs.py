"""A documentation page: Markdown rendered by the library, with navigation and a search over all headings."""

from browser import JSON, Element, MutationObserver, Object, RegExp, String, document, window

from media.gallery.elements import by_id, fetch_file, fetch_json, make, site_url
from media.gallery.live import follow

# The maximum number of search results.
MAX_RESULTS = 30

# Page names of documents outside docs/, by link target.
OUTSIDE = {'../CHANGELOG.md': 'changelog', '../CONTRIBUTING.md': 'contributing', '../SECURITY.md': 'reporting',
           '../README.md': 'index', 'SECURITY.md': 'reporting', 'CONTRIBUTING.md': 'contributing'}


def address_of_page(name: str) -> str:
    return site_url(f'docs/{name}.html')


def with_addresses(text: str) -> str:
    """Return the text with links to other documents replaced by links to their pages. Other links are unchanged."""
    pieces: list[str] = text.split('](')
    made: str = pieces[0]
    for piece in pieces[1:]:
        end: int = piece.find(')')
        made += f']({target_of(piece[:end])}{piece[end:]}'
    return made


def target_of(link: str) -> str:
    """Return the target on the site of a link in a document."""
    path, mark, anchor = link.partition('#')
    name: str = OUTSIDE.get(path, path.removeprefix('docs/').removesuffix('.md'))
    if ':' in link or not path.endswith('.md') or '/' in name:
        return link
    return f'{address_of_page(name)}{mark}{anchor}'


async def show_page(name: str) -> None:
    answer = await fetch_file(f'docs/{name}.md')
    text: str = await answer.text()
    place = by_id('document')
    place.replaceChildren()
    await window.BackendAI.Media.handleAll([['text/markdown', with_addresses(text)]], 'text', place)
    root = place.querySelector('#text-0 .backendai-markdown > div').shadowRoot
    place.addEventListener('click', open_here)
    for example in examples_of(text):
        show_example(root, example)
    go_to_anchor(root)
    window.addEventListener('hashchange', lambda event: go_to_anchor(root))


def open_here(event) -> None:
    """Open links to pages of the site in this tab. By default, links in rendered Markdown open in a new tab."""
    if event.ctrlKey or event.metaKey or event.shiftKey:
        return
    target = event.composedPath()[0]
    link: Element = target.closest('a[href]')
    if link is not None and link.href.startswith(site_url('')) and not link.getAttribute('href').startswith('#'):
        event.preventDefault()
        window.location.href = link.href


def go_to_anchor(root) -> None:
    """Scroll to the heading in the URL's fragment once it exists: long texts are rendered in time slices."""
    anchor: str = window.location.hash.slice(1)
    if not anchor:
        return

    def look() -> bool:
        heading: Element = root.getElementById(anchor)
        if heading is None:
            return False
        heading.scrollIntoView()
        return True

    when(root, look)


def when(root, done) -> None:
    """Call ``done()`` now and after each change of the text, until it returns True."""
    if done():
        return

    def look(changes, observer) -> None:
        if done():
            observer.disconnect()

    observer = MutationObserver(look)
    observer.observe(root, {'childList': True, 'subtree': True})


def examples_of(text: str) -> list[str]:
    """Return the examples of a document, which are fences of the language ``json item``."""
    found: list = Object(String(text).split(RegExp('^```json item\n([^]*?)\n```$', 'm')))
    return [part for number, part in enumerate(found) if number % 2 == 1]


def show_example(root, code: str) -> None:
    """Render the item of an example below its code."""
    def look() -> bool:
        blocks: list = root.querySelectorAll('pre')
        for block in blocks:
            text: str = block.textContent
            if text.strip() == code.strip():
                stage = make('div', '', 'example')
                block.after(stage)
                window.BackendAI.Media.handleAll([JSON.parse(code)], 'example', stage)
                return True
        return False

    when(root, look)


def show_navigation(groups: list, current: str) -> None:
    place = by_id('pages')
    place.replaceChildren()
    for group in groups:
        pages: list = group.pages
        if len(pages) == 0:
            continue
        entries = make('ul')
        for page in pages:
            is_current: bool = page.name == current
            item = entry(page.title, address_of_page(page.name), is_current)
            if is_current:
                item.append(outline(page))
            entries.append(item)
        place.append(make('p', group.title), entries)


def entry(text: str, address: str, is_current: bool) -> Element:
    item, link = make('li'), make('a', text)
    link.href = address
    if is_current:
        link.setAttribute('aria-current', 'page')
    item.append(link)
    return item


def outline(page) -> Element:
    """Return a list of the sections of the current page."""
    entries = make('ul', '', 'outline')
    headings: list = page.headings
    for heading in headings:
        if heading.level == 2:
            entries.append(entry(heading.text, f'#{heading.id}', False))
    return entries


def enable_search(groups: list, current: str) -> None:
    field = by_id('search')

    def search() -> None:
        words: str = field.value.lower().strip()
        if not words:
            show_navigation(groups, current)
            return
        entries = make('ul')
        for group in groups:
            pages: list = group.pages
            for page in pages:
                headings: list = page.headings
                for heading in headings:
                    text: str = heading.text
                    is_found = all([word in f'{page.title} {text}'.lower() for word in words.split(' ')])
                    if is_found and entries.childElementCount < MAX_RESULTS:
                        shown = text if heading.level == 1 else f'{page.title}: {text}'
                        entries.append(entry(shown, f'{address_of_page(page.name)}#{heading.id}', False))
        found: str = 'No heading has these words' if entries.firstChild is None else 'Headings'
        by_id('pages').replaceChildren(make('p', found), entries)

    field.addEventListener('input', lambda event: search())
    if field.value:
        search()  # typed, or restored by the browser, before this script ran


async def start() -> None:
    name: str = document.documentElement.dataset.page
    try:
        index = await fetch_json('docs/index.json')
        show_navigation(index.groups, name)
        enable_search(index.groups, name)
        if index.live:
            follow()
        await show_page(name)
    except Exception as error:
        by_id('document').textContent = f'This page could not be loaded: {error}'
    document.documentElement.dataset.ready = 'yes'


start()
