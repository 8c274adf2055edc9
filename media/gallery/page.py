"""The gallery's page: groups of sections with figures, a form to try an item, and the release's file sizes."""

from browser import JSON, Element, Map, document, window

from media.gallery.elements import button, by_id, fetch_json, make, site_url, submit_at_once
from media.gallery.figures import Figures, start_demo
from media.gallery.live import follow
from media.gallery.navigation import follow_reading

EXAMPLE = """["image/svg+xml",
 "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='90'>
   <rect width='160' height='90' rx='10' fill='#1b5fc1'/>
   <circle cx='80' cy='45' r='28' fill='#ffc53d'/>
 </svg>"]"""


def add_sections(sections: list, is_live: bool, figures: Figures) -> None:
    place, contents = by_id('sections'), by_id('contents')
    place.replaceChildren()
    lists: Map = Map()
    for section in sections:
        section.live = is_live
        group: str = section.group
        if not lists.has(group):
            lists.set(group, make('ul'))
            contents.append(make('p', group), lists.get(group))
        lists.get(group).append(entry(section.title, section.id))
        add_section(place, section, figures)
    contents.append(make('p', 'Your turn'), make('ul'))
    contents.lastElementChild.append(entry('Try your own', 'try'), entry('What a page loads', 'release'))


def entry(title: str, target: str) -> Element:
    """Return an entry for the table of contents."""
    link = make('a', title)
    link.href = f'#{target}'
    item = make('li')
    item.append(link)
    return item


def add_section(place: Element, section, figures: Figures) -> None:
    part = make('section')
    part.id = section.id
    heading = make('h2')
    link = make('a', section.title)
    link.href = f'#{section.id}'
    heading.append(link)
    part.append(heading, make('p', section.text))
    place.append(part)
    grid = make('div', '', 'figures')
    for item in section['items']:
        item.live = section.live
        figures.add(grid, item)
    if grid.firstChild is not None:
        part.append(grid)
    if section.demo:
        stage = make('div', '', 'demo')
        part.append(stage)
        start_demo(stage, section)


def prepare_form() -> None:
    form, field, stage, verdict = by_id('form'), by_id('item'), by_id('stage'), by_id('verdict')
    field.value = EXAMPLE

    async def show(event) -> None:
        event.preventDefault()
        stage.replaceChildren()
        try:
            # Replace line breaks in strings, which pasted text may contain but JSON forbids.
            parsed = JSON.parse(field.value.replaceAll('\n', ' '))
        except Exception as error:
            verdict.textContent = f'This is not valid JSON: {error}.'
            return
        is_list_of_items = isinstance(parsed, list) and isinstance(parsed[0] if parsed else None, (list, dict))
        items = parsed if is_list_of_items else [parsed]
        outcomes: list = await window.BackendAI.Media.handleAll(items, 'try', stage)
        shown = len([outcome for outcome in outcomes if outcome.ok])
        reasons = [f'{outcome.type}: {outcome.reason}' for outcome in outcomes if not outcome.ok]
        verdict.textContent = f'{shown} of {len(outcomes)} shown. {"; ".join(reasons)}'

    submit_at_once(form, field, show)


async def load_sizes() -> dict:
    """Show the sizes of the release's files. Return the brotli sizes by name."""
    try:
        files: list = await fetch_json('gallery/sizes.json')
        brotli: dict = {file['name']: file['brotli'] for file in files}
        show_sizes(files, brotli)
        return brotli
    except Exception as error:
        by_id('sizes').textContent = f'The sizes could not be loaded from {site_url("")}: {error}'
        return {}


def show_sizes(files: list, brotli: dict) -> None:
    by_id('sizes').replaceChildren('The script tag loads ', make('strong', f'{brotli["js/main.min.js"] / 1000:.1f} kB'),
                          f' (brotli). The first picture loads {brotli["js/image.js"] / 1000:.1f} kB more; '
                          'each other kind of output loads its own code when it first appears.')
    table = by_id('table')
    add_row(table, 'th', ['file', 'raw', 'gzip', 'brotli', 'budget'])
    for file in files:
        sizes = [f'{file[column]:,}' for column in ['raw', 'gzip', 'brotli', 'budget']]
        add_row(table, 'td', [file['name'], *sizes])


def add_row(table: Element, cell: str, texts: list[str]) -> None:
    row = make('tr')
    for text in texts:
        row.append(make(cell, text))
    table.append(row)


def add_printing(figures: Figures) -> None:
    async def print_all() -> None:
        await figures.show_all()
        window.print()

    by_id('print').append(button('Show and print everything', print_all))


async def start() -> None:
    prepare_form()
    # Do not wait for the sizes, which a server must compute after building a release.
    figures = Figures(load_sizes())
    try:
        listing = await fetch_json('gallery/sections.json')
        if listing.live:
            follow()
        add_sections(listing.sections, listing.live, figures)
        add_printing(figures)
        follow_reading(by_id('contents'))
        target: Element = by_id(window.location.hash.slice(1))
        if target is not None:
            target.scrollIntoView()
    except Exception as error:
        by_id('sections').textContent = f'The gallery could not be loaded from {site_url("")}: {error}'
    document.documentElement.dataset.ready = 'yes'


start()
