"""Play: an animation widget whose timer runs on the page."""

from browser import Element, Math, Object, clearInterval, setInterval

from media.widgets import words
from media.widgets.views import View
from media.words import say

# The shortest timer interval: browsers limit the rate of timers, and each tick sends a message.
_MIN_INTERVAL_MS = 20


def _is_playing(view: View) -> bool:
    return view.flag('playing') or view.flag('_playing')


def draw_play(view: View) -> None:
    """Play. It counts from ``min`` to ``max`` by ``step``, every ``interval`` milliseconds."""
    group = view.add_control('div', 'player')
    group.role = 'group'
    clock = Object()

    def change(values) -> None:
        view.change(values)

    def stop() -> None:
        clearInterval(clock.timer)
        clock.timer = None

    def tick() -> None:
        value = view.number('value', 0) + view.number('step', 1)
        if value <= view.number('max', 100):
            change({'value': value})
        elif view.flag('repeat') or view.flag('_repeat'):
            change({'value': view.get('min')})
        else:
            change({'playing': False})

    def add_button(sign: str, name: str, action) -> Element:
        button = view.add('button', 'button', group)
        button.type = 'button'
        button.textContent = sign
        button.ariaLabel = name
        button.title = name
        button.onclick = lambda event: action()
        return button

    play = add_button('▶', say(words.PLAY), lambda: change({'playing': not _is_playing(view)}))
    add_button('■', say(words.STOP), lambda: change({'playing': False, 'value': view.get('min')}))
    repeat = add_button('↻', say(words.REPEAT), lambda: change({'repeat': not view.flag('repeat')}))

    def update() -> None:
        play.textContent = '❚❚' if _is_playing(view) else '▶'
        play.ariaLabel = say(words.PAUSE) if _is_playing(view) else say(words.PLAY)
        repeat.ariaPressed = 'true' if view.flag('repeat') else 'false'
        repeat.hidden = view.get('show_repeat') is False
        interval = view.number('interval', 100)
        if clock.timer is not None and (not _is_playing(view) or clock.interval is not interval):
            stop()
        if clock.timer is None and _is_playing(view) and not view.is_disabled():
            clock.interval = interval
            clock.timer = setInterval(tick, Math.max(_MIN_INTERVAL_MS, interval))

    view.updates.append(update)
    view.on_dispose.append(stop)
