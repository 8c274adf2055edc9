"""The gallery's figures. Each shows an item or demo with its caption and data when it approaches the viewport."""

from importlib import import_module

from browser import JSON, Array, Element, IntersectionObserver, Map, Promise, Set, navigator, performance, window

from media.gallery.elements import button, fetch_json, make, site_url

# The JSON of an item is shortened in the middle to about this many characters.
MAX_TEXT = 1200

# How far outside the viewport figures are rendered.
MARGIN = '600px'


def loaded_since(start: float) -> list[str]:
    """Return the names of the chunks whose loading started after a point in time."""
    entries: list = performance.getEntriesByType('resource')
    return [entry.name.split('/latest/').at(-1) for entry in entries if entry.startTime >= start]


class Figures:
    """Creates figures and shows them one after another, so that each can be timed.

    ``sizes`` is a Promise for the sizes of the release's files by name; figures show theirs once it resolves.
    """

    def __init__(self, sizes: Promise):
        self.sizes: Promise = sizes
        # The function that shows each pending figure, and the pending figures near the viewport.
        self.works: Map = Map()
        self.near: Set = Set()
        self.is_busy: bool = False
        self.observer: IntersectionObserver = IntersectionObserver(self.look, {'rootMargin': MARGIN})

    def look(self, entries: Array) -> None:
        for entry in entries:
            if entry.isIntersecting and self.works.has(entry.target):
                self.near.add(entry.target)
            else:
                self.near.delete(entry.target)
        self.show_near()

    async def show_near(self) -> None:
        """Show the figures near the viewport, skipping those that were scrolled past."""
        if self.is_busy:
            return
        self.is_busy = True
        figure: Element = next(iter(self.near), None)
        while figure is not None:
            await self.show(figure)
            figure = next(iter(self.near), None)
        self.is_busy = False

    async def show(self, figure: Element) -> None:
        work = self.works.get(figure)
        self.near.delete(figure)
        self.works.delete(figure)
        self.observer.unobserve(figure)
        if work is not None:
            await work()

    async def show_all(self) -> None:
        """Show all figures from top to bottom."""
        figures: list[Element] = Array.from_(self.works.keys())
        for figure in figures:
            await self.show(figure)

    def add(self, place: Element, item) -> None:
        """Add a figure for an item, which is shown when it approaches the viewport."""
        figure = make('figure', '', 'wide' if item.wide else '')
        figure.id = item.id
        figure.dataset.state = 'waiting'
        stage = make('div', '', 'demo' if item.demo else 'stage')
        caption = make('figcaption')
        if item.title:
            heading = make('h3')
            link = make('a', item.title)
            link.href = f'#{item.id}'
            heading.append(link)
            caption.append(heading)
        if item.caption:
            caption.append(make('p', item.caption, 'caption'))
        if item.origin:
            caption.append(make('p', item.origin, 'origin'))
        figure.append(stage, caption)
        place.append(figure)
        self.works.set(figure, lambda: self.fill(figure, stage, caption, item))
        self.observer.observe(figure)

    async def fill(self, figure: Element, stage: Element, caption: Element, item) -> None:
        """Show an item or a demo. Errors are shown in the figure, so that the next figure is not affected."""
        if item.demo:
            figure.dataset.state = await start_demo(stage, item)
            return
        facts = make('p', '', 'facts')
        try:
            media_item = await fetch_json(f'gallery/items/{item.id}.json')
            start: float = performance.now()
            outcomes = await window.BackendAI.Media.handleAll([media_item], f'item-{item.id}', stage)
            verdict = 'shown' if outcomes[0].ok else 'refused'
            took: float = performance.now() - start
            facts.append(make('code', item.mime), f' {size_of(item.bytes)}, {verdict} in {took:.0f} ms')
            self.add_size(facts, loaded_since(start))
            caption.append(facts, data_of(media_item))
            figure.dataset.state = verdict
        except Exception as error:
            stage.textContent = f'This item could not be loaded: {error}'
            figure.dataset.state = 'failed'


    async def add_size(self, facts: Element, names: list[str]) -> None:
        """Append the total size of the named chunks."""
        brotli: dict = await self.sizes
        size: int = 0
        for name in names:
            size += brotli.get(name, 0)
        if size > 0:
            facts.append(f', including the time to load {size / 1000:.1f} kB of code')


async def start_demo(stage: Element, described) -> str:
    """Load and start a demo. Return 'shown', or 'failed' after showing the reason in its place."""
    try:
        module = await import_module(site_url(f'gallery/demos/{described.demo}.js'))
        await module.start(stage, described)
        stage.dataset.ready = 'yes'
        return 'shown'
    except Exception as error:
        stage.textContent = f'This demo could not be started: {error}'
        stage.dataset.ready = 'failed'
        return 'failed'


def size_of(count: float) -> str:
    return f'{count} bytes' if count < 1000 else f'{count / 1000:,.0f} kB'


def shortened(text: str) -> str:
    """Return a text with the middle replaced by its length if it is long."""
    if len(text) <= MAX_TEXT:
        return text
    half = MAX_TEXT // 2
    return f'{text[:half]}\n… {len(text) - 2 * half:,} more characters …\n{text[-half:]}'


def data_of(media_item) -> Element:
    """Return a collapsed view of an item's data."""
    text: str = JSON.stringify(media_item)
    details = make('details', '', 'data')
    copy = button('Copy', lambda: copy_text())

    async def copy_text() -> None:
        await navigator.clipboard.writeText(text)
        copy.textContent = 'Copied'

    details.append(make('summary', 'Data'), copy, make('pre', shortened(text)))
    return details
