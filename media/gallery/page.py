"""The page: a section for each kind of output, a box to try an item, the sizes of the release."""

from importlib import import_module

from browser import JSON, Element, Promise, document, navigator, performance, window

from media.gallery.elements import by_id, fetch_json, make, submit_at_once
from media.gallery.live import follow

# Beyond this many characters the JSON of an item is shortened in the middle.
LONGEST_TEXT = 420

EXAMPLE = """["image/svg+xml",
 "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='90'>
   <rect width='160' height='90' rx='10' fill='#1b5fc1'/>
   <circle cx='80' cy='45' r='28' fill='#ffc53d'/>
 </svg>"]"""


def shortened(text: str) -> str:
    """The text of an item's JSON, with the middle of long data replaced by its length."""
    if len(text) <= LONGEST_TEXT:
        return text
    half = LONGEST_TEXT // 2
    return f'{text[:half]}\n   … {len(text) - 2 * half:,} characters more …\n{text[-half:]}'


async def show_sections() -> None:
    place = by_id('sections')
    sections: list = await fetch_json('/gallery/items.json')
    place.replaceChildren()
    for number, section in enumerate(sections):
        add_section(place, f'section-{number}', section)
    add_link('Try your own', 'try')
    add_link('Sizes', 'release')


def add_link(title: str, target: str) -> None:
    link = make('a', title)
    link.href = f'#{target}'
    by_id('contents').append(link)


def add_section(place: Element, section_id: str, section: dict) -> None:
    title: str = section['title']
    part = make('section')
    part.id = section_id
    part.append(make('h2', title), make('p', section['text']))
    place.append(part)
    add_link(title, section_id)
    items: list = section['items']
    for number, item in enumerate(items):
        add_item(part, f'{section_id}-item-{number}', item)
    if section['demo'] is not None:
        stage = make('div', '', 'demo')
        part.append(stage)
        start_demo(stage, section)


async def start_demo(stage: Element, section) -> None:
    """Load a demo and let it fill its place; what it raises stands there instead."""
    try:
        module = await import_module(f'/gallery/demos/{section.demo}.js')
        await module.start(stage, section)
        stage.dataset.ready = 'yes'
    except Exception as error:
        stage.textContent = f'This demo could not be started: {error}'
        stage.dataset.ready = 'failed'


def add_item(part: Element, result_id: str, item) -> None:
    """One item: what it looks like, and beside it what the kernel sent."""
    pair = make('div', '', 'pair')
    stage = make('div', '', 'stage')
    source = make('div', '', 'source')
    caption = make('p', '', 'caption')
    text: str = JSON.stringify(item)
    took = make('span', 'rendering…')
    caption.append(took, copy_button(text))
    source.append(caption, make('pre', shortened(text)))
    pair.append(stage, source)
    part.append(pair)
    watch(item, result_id, stage, took)


async def watch(item, result_id: str, stage: Element, took: Element) -> None:
    start = performance.now()
    outcomes = await window.BackendAI.Media.handleAll([item], result_id, stage)
    outcome = outcomes[0]
    verdict = 'shown' if outcome.ok else 'refused'
    took.textContent = f'{outcome.type}, {verdict} in {performance.now() - start:.0f} ms'


def copy_button(text: str) -> Element:
    button = make('button', 'Copy item', 'small')
    button.type = 'button'

    async def copy(event):
        await navigator.clipboard.writeText(text)
        button.textContent = 'Copied'

    button.addEventListener('click', copy)
    return button


def prepare_form() -> None:
    form, field, stage, verdict = by_id('form'), by_id('item'), by_id('stage'), by_id('verdict')
    field.value = EXAMPLE

    async def show(event) -> None:
        event.preventDefault()
        stage.replaceChildren()
        try:
            # Line breaks inside of texts are what people paste, and what JSON forbids.
            parsed = JSON.parse(field.value.replaceAll('\n', ' '))
        except Exception as error:
            verdict.textContent = f'This is no JSON: {error}.'
            return
        is_list_of_items = isinstance(parsed, list) and isinstance(parsed[0] if parsed else None, (list, dict))
        items = parsed if is_list_of_items else [parsed]
        outcomes: list = await window.BackendAI.Media.handleAll(items, 'try', stage)
        shown = len([outcome for outcome in outcomes if outcome.ok])
        reasons = [f'{outcome.type}: {outcome.reason}' for outcome in outcomes if not outcome.ok]
        verdict.textContent = f'{shown} of {len(outcomes)} shown. {"; ".join(reasons)}'

    submit_at_once(form, field, show)


async def show_sizes() -> None:
    files: list = await fetch_json('/gallery/sizes.json')
    brotli: dict = {file['name']: file['brotli'] for file in files}
    line = by_id('sizes')
    line.append('The script tag costs ', make('strong', f'{brotli["js/main.min.js"] / 1000:.1f} kB'),
                f' (brotli); the plots below come with {brotli["js/image.js"] / 1000:.1f} kB more, '
                'when the first is shown.')
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


async def start() -> None:
    follow()
    prepare_form()
    try:
        await Promise.all([show_sizes(), show_sections()])
    except Exception as error:
        by_id('sections').textContent = f'The gallery could not be loaded: {error}'
    document.documentElement.dataset.ready = 'yes'


start()
