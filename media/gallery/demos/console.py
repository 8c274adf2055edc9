"""Recorded executions, replayed at their original pace, and a stress test with a throughput meter."""

from browser import Element, performance, requestAnimationFrame, setTimeout, window

from media.gallery.elements import fetch_data, make

# The duration of the stress test in milliseconds, and the number of lines per frame.
FLOOD = 4000
LINES_A_FRAME = 400


class Player:
    """Plays one recording at a time into ``place``. ``turn`` is incremented to stop the previous one."""

    def __init__(self, place: Element, meter: Element):
        self.place: Element = place
        self.meter: Element = meter
        self.turn: int = 0
        self.console = None

    def begin(self) -> int:
        """Replace the console with a new one. Return the number of the turn."""
        self.turn += 1
        if self.console is not None:
            self.console.dispose()
        self.meter.textContent = ''
        self.console = window.BackendAI.Console(f'gallery-console-{self.turn}', self.place, {'onInput': self.answered})
        return self.turn

    def answered(self, text: str) -> None:
        self.console.append({'status': 'finished', 'exitCode': 0, 'console': [['stdout', f'hello {text}\n']]})


def play(player: Player, replay) -> None:
    """Schedule the records of a replay at their original times."""
    turn = player.begin()
    player.meter.textContent = replay.code
    records: list = replay.records
    for record in records:
        later(player, turn, record)


def later(player: Player, turn: int, record) -> None:
    def arrive() -> None:
        if player.turn != turn:
            return
        kind = record.at(1)
        if record.length == 2:
            player.console.append(kind)  # a Jupyter message
        elif kind == 'waiting-input':
            player.console.append({'status': kind, 'options': record.at(2), 'console': []})
        else:
            player.console.append([[kind, record.at(2)]])

    setTimeout(arrive, 1000 * record.at(0))


def flood(player: Player) -> None:
    """Append colored lines in every frame, and show how many lines per second the page handles."""
    turn = player.begin()
    start: float = performance.now()
    state = {'lines': 0, 'frames': 0}

    def frame(time) -> None:
        elapsed: float = performance.now() - start
        if player.turn != turn or elapsed > FLOOD:
            return
        text = ''
        for _ in range(LINES_A_FRAME):
            number: int = state['lines']
            state['lines'] = number + 1
            worker = number % 6
            loss = 1 / (1 + number / 1000)
            text += f'\x1b[3{1 + worker}mworker {worker}\x1b[0m step {number} \x1b[1mloss\x1b[0m {loss:.6f}\n'
        state['frames'] = state['frames'] + 1
        player.console.append([['stdout', text]])
        player.meter.textContent = (f'{1000 * state["lines"] / elapsed:,.0f} lines a second, '
                                    f'{1000 * state["frames"] / elapsed:.0f} frames a second')
        requestAnimationFrame(frame)

    requestAnimationFrame(frame)


async def stage_player(stage: Element, section):
    """Add a player with a button per replay of a section, and play the first. Return a function that adds a button."""
    replays: list = (await fetch_data(section))[0]
    await window.BackendAI.loadConsole()
    buttons, meter, place = make('p', '', 'caption'), make('p'), make('div')
    meter.style.cssText = 'white-space: pre-wrap; font: 13px/1.5 ui-monospace, monospace'
    buttons.style.cssText = 'display: flex; flex-wrap: wrap; gap: 6px; justify-content: flex-start'
    stage.append(buttons, meter, place)
    player = Player(place, meter)

    def add(name: str, action) -> None:
        button = make('button', name, 'small')
        button.type = 'button'
        button.addEventListener('click', lambda event: action(player))
        buttons.append(button)

    def offer(replay) -> None:
        add(replay.name, lambda player: play(player, replay))

    for replay in replays:
        offer(replay)
    play(player, replays[0])
    return add


async def start(stage: Element, section) -> None:
    add = await stage_player(stage, section)
    add('A flood', flood)
