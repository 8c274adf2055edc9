"""Sliders for a number, a range, a logarithmic scale, and a selection."""

from browser import Array, Element, Math, Object, String

from media.widgets import words
from media.widgets.numbers import formatted, is_integer
from media.widgets.views import View
from media.words import say


class Scale:
    """The mapping between a slider's positions and values; ``low``, ``high`` and ``step`` are those of the input."""

    def __init__(self, view: View):
        self.view: View = view
        self.labels: Array = view.items('_options_labels')
        is_log: bool = view.words('_model_name') == 'FloatLogSliderModel'
        self.base: float = view.number('base', 10) if is_log else 0
        is_choice: bool = self.labels.length > 0
        self.low: float = 0 if is_choice else view.number('min', 0)
        self.high: float = self.labels.length - 1 if is_choice else view.number('max', 4 if is_log else 100)
        self.step: float = 1 if is_choice else view.number('step', 1 if is_integer(view) else 0.1)
        self.key = 'index' if is_choice else 'value'

    def position(self, value) -> float:
        """Return the position of the thumb for a value."""
        number: float = value if isinstance(value, (int, float)) else self.low
        return number if self.base == 0 else Math.log(number) / Math.log(self.base)

    def value(self, position: float) -> float:
        """Return the value for a position of the thumb."""
        if self.base != 0:
            return self.base ** position
        return Math.round(position) if self.labels.length > 0 or is_integer(self.view) else position

    def text(self, value) -> str:
        """Return the text of a value for the readout."""
        if self.labels.length > 0:
            return String(self.labels.at(value))
        default = 'd' if is_integer(self.view) else '.2f' if self.base == 0 else '.3g'
        return formatted(value, self.view.words('readout_format') or default)


def draw_slider(view: View) -> None:
    """IntSlider, FloatSlider, FloatLogSlider and SelectionSlider."""
    _draw(view, 1)


def draw_range_slider(view: View) -> None:
    """IntRangeSlider, FloatRangeSlider and SelectionRangeSlider, with two thumbs on one track."""
    _draw(view, 2)


def _draw(view: View, count: int) -> None:
    track = view.add_control('span', 'track' if count == 1 else 'track pair')
    inputs: Array = Array()
    for _ in range(count):
        thumb = view.add('input', '', track)
        thumb.type = 'range'
        inputs.push(thumb)
    readout = view.add('output', 'readout')

    def shown() -> Array:
        """Return the values at the thumbs in ascending order."""
        scale = Scale(view)
        values: Array = inputs.map(lambda thumb: scale.value(thumb.valueAsNumber))
        return [Math.min(*values), Math.max(*values)] if count == 2 else values

    def read(values: Array) -> None:
        scale = Scale(view)
        readout.textContent = values.map(lambda value: scale.text(value)).join(' – ')
        for thumb in inputs:
            thumb.ariaValueText = scale.text(scale.value(thumb.valueAsNumber))
        if count == 2:
            # The style sheet fills the track between the thumbs.
            places: Array = inputs.map(lambda thumb: (thumb.valueAsNumber - scale.low) / (scale.high - scale.low) * 100)
            track.style.setProperty('--from', f'{String(Math.min(*places))}%')
            track.style.setProperty('--to', f'{String(Math.max(*places))}%')

    def send() -> None:
        values: Array = shown()
        read(values)
        value = values if count == 2 else values.at(0)
        view.change(Object.fromEntries([[Scale(view).key, value]]))

    def slide(event) -> None:
        if view.get('continuous_update') is False:
            read(shown())
        else:
            send()

    for thumb in inputs:
        thumb.oninput = slide
        thumb.onchange = lambda event: send()

    def update() -> None:
        scale = Scale(view)
        now = view.get(scale.key)
        values: Array = now if isinstance(now, list) else [scale.low if now is None else now]
        view.node.classList.toggle('vertical', view.get('orientation') == 'vertical')

        def place(thumb: Element, index: int) -> None:
            thumb.min = String(scale.low)
            thumb.max = String(scale.high)
            thumb.step = 'any' if scale.base != 0 else String(scale.step)
            position = scale.position(values.at(index))
            if thumb.valueAsNumber is not position:
                thumb.value = String(position)
            name = view.description() or say(words.SLIDER)
            thumb.ariaLabel = name if count == 1 else say(words.MAXIMUM if index else words.MINIMUM, name)

        inputs.forEach(place)
        readout.hidden = view.get('readout') is False
        read(values)

    view.updates.append(update)
