"""A real shell on the server, over either protocol. It starts when it is scrolled into view."""

from browser import Element, Promise, fetch, window

from media.gallery.elements import make

PROTOCOLS: list = [['Backend.AI', 'backendai'], ['ttyd', 'ttyd']]
THEMES: list = [['as the page', ''], ['dark', 'dark'], ['light', 'light']]


class Demo:
    def __init__(self, stage: Element):
        self.place: Element = make('div')
        self.place.style.height = '26rem'
        self.meter: Element = make('p', '', 'caption')
        self.protocol: str = 'backendai'
        self.theme = None
        self.terminal = None
        buttons: Element = make('p', '', 'row')
        buttons.append(self.choice('Protocol', PROTOCOLS, self.use_protocol),
                       self.choice('Colors', THEMES, self.use_theme),
                       self.button('Search', lambda: self.terminal.search()),
                       self.button('A flood', lambda: self.run('seq -f "line %.0f of very many" 3000000')),
                       self.button('Restart', lambda: self.restart()))
        stage.append(buttons, self.place, self.meter)

    def choice(self, label: str, choices: list, choose) -> Element:
        select: Element = make('select')
        select.ariaLabel = label
        for pair in choices:
            option: Element = make('option', pair[0])
            option.value = pair[1]
            select.append(option)
        select.onchange = lambda event: choose(select.value)
        return select

    def button(self, text: str, action) -> Element:
        button: Element = make('button', text, 'small')
        button.type = 'button'

        def act(event) -> None:
            if self.terminal is not None:
                action()

        button.addEventListener('click', act)
        return button

    def use_protocol(self, protocol: str) -> None:
        self.protocol = protocol
        self.open()

    def use_theme(self, theme: str) -> None:
        self.theme = theme or None
        if self.terminal is not None:
            self.terminal.theme = self.theme

    def restart(self) -> None:
        self.terminal.restartKernel()
        self.terminal.focus()

    def run(self, line: str) -> None:
        """Enter a command line."""
        self.terminal.term.input(f'{line}\r')
        self.terminal.focus()

    async def open(self) -> None:
        """Replace the session with a new one, which has its own token."""
        try:
            answer = await fetch('/shell/token', {'method': 'POST'})
            addresses = await answer.json()
            if not answer.ok:
                raise Exception(addresses.reason)
            await window.BackendAI.loadWebterm()
            if self.terminal is not None:
                self.terminal.dispose()
            options = {'protocol': self.protocol, 'theme': self.theme, 'titles': True}
            self.terminal = window.BackendAI.Webterm(self.place, addresses.session, options)
            self.terminal.addEventListener('state', lambda event: self.tell(f'State: {event.detail.state}'))
            self.terminal.addEventListener('title', lambda event: self.tell(f'Title: {event.detail}'))
            await self.terminal.connect(addresses.ttyd if self.protocol == 'ttyd' else addresses.backendai)
        except Exception as error:
            self.tell(f'There is no shell: {error}.')

    def tell(self, text: str) -> None:
        self.meter.textContent = text


def seen(element: Element) -> Promise:
    """Return a Promise that resolves when an element comes into view."""
    def watch(done) -> None:
        def look(entries) -> None:
            if entries.at(-1).isIntersecting:
                observer.disconnect()
                done(None)

        observer = window.IntersectionObserver(look)
        observer.observe(element)

    return Promise(watch)


async def run_when_seen(demo: Demo) -> None:
    await seen(demo.place)
    await demo.open()


async def start(stage: Element, section) -> None:
    run_when_seen(Demo(stage))
