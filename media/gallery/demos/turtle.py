"""A turtle drawing streamed as by a kernel, as a sequence of items that continue the drawing."""

from math import cos, pi, sin

from browser import Element, setTimeout, window

from media.gallery.elements import make
from media.gallery.packing import data_of

SIZE = 320

# Milliseconds between two items, about the interval of a server's responses.
INTERVAL = 700
STEPS_AT_ONCE = 3


class Turtle:
    """Emits the same commands as the kernel's turtle."""

    def __init__(self) -> None:
        self.x: float = SIZE / 2
        self.y: float = SIZE - 40
        self.heading: float = -90
        self.count: int = 0
        self.commands: list = [
            [0, 'canvas', SIZE, SIZE, '#fffdf7ff', '#000000ff'],
            [0, 'obj', 'turtle', ['triangle', self.x, self.y, 12, 18, '#0a7a4bff', '#7fe0b3ff', 0]],
            [0, 'begin-fill', '#ffd97dff'],
        ]

    def forward(self, length: float) -> None:
        angle = self.heading * pi / 180
        x, y = self.x + length * cos(angle), self.y + length * sin(angle)
        self.commands += [[0, 'begin-group'], [0, 'obj', self.count, ['line', self.x, self.y, x, y, '#c2410cff']],
                          [0, 'update', 'turtle', 'x', x], [0, 'update', 'turtle', 'y', y], [0, 'end-group']]
        self.x, self.y = x, y
        self.count += 1

    def left(self, angle: float) -> None:
        self.heading -= angle
        self.commands.append([0, 'update', 'turtle', 'rotate', -angle])

    def taken(self) -> list:
        """Return the commands since the last call."""
        commands = self.commands
        self.commands = []
        return commands


def draw(turtle: Turtle, side: int) -> None:
    """Draw one side of a star with 12 tips. The last side ends the fill."""
    turtle.forward(230)
    turtle.left(150)
    if side == 11:
        turtle.commands.append([0, 'end-fill'])


async def start(stage: Element, section) -> None:
    place = make('div', '', 'stage')
    row = make('p', '', 'row')
    again = make('button', 'Draw again', 'small')
    again.type = 'button'
    said = make('span', '', 'quiet')
    row.append(again, said)
    stage.append(place, row)
    again.addEventListener('click', lambda event: run(place, said))
    run(place, said)


def run(place: Element, said: Element) -> None:
    """Stream a whole star into a new container, item by item."""
    container = make('div')
    place.replaceChildren(container)
    turtle = Turtle()

    def send(side: int) -> None:
        if not container.isConnected:
            return
        for step in range(side, side + STEPS_AT_ONCE):
            draw(turtle, step)
        item = ['application/x-sorna-drawing', data_of(turtle.taken())]
        window.BackendAI.Media.handle(item, f'turtle-{side}', container)
        said.textContent = f'{side // STEPS_AT_ONCE + 1} of {12 // STEPS_AT_ONCE} items have come in'
        if side + STEPS_AT_ONCE < 12:
            setTimeout(lambda: send(side + STEPS_AT_ONCE), INTERVAL)

    send(0)
