"""Number formats, number fields, and progress bars."""

from browser import Element, Math, Number, RegExp, String

from media.widgets.views import View

_FORMAT = RegExp('^(,?)(?:\\.(\\d+))?([a-z%]?)$', '')


def formatted(value, format) -> str:
    """Return a number in a d3 format such as `d`, `.2f`, `,.0f`, `.1%`, `.3e` or `.4g`; in full in any other format."""
    number: float = Number(value)
    found = _FORMAT.exec(format) if isinstance(format, str) else None
    if found is None:
        return String(value)
    kind: str = found.at(3)
    digits: float = 6 if found.at(2) is None else Number(found.at(2))
    places = 0 if kind == 'd' else digits
    if found.at(2) is None and kind == '':
        return String(value)
    if kind == 'e':
        return number.toExponential(Math.min(digits, 20))
    if kind == 'g' or kind == 'r':
        return String(Number(number.toPrecision(Math.min(Math.max(digits, 1), 21))))
    places = Math.min(places, 20)
    scaled: float = number * 100 if kind == '%' else number
    text: str = scaled.toFixed(places) if found.at(1) == '' else scaled.toLocaleString('en', {
        'minimumFractionDigits': places, 'maximumFractionDigits': places})
    return f'{text}%' if kind == '%' else text


def is_integer(view: View) -> bool:
    """Return whether the model only takes integers. The kernel silently ignores other values."""
    return view.words('_model_name').includes('Int')


def draw_number(view: View) -> None:
    """IntText, FloatText, BoundedIntText and BoundedFloatText."""
    field = view.add_control('input', 'number')
    field.type = 'number'

    def send() -> None:
        value: float = field.valueAsNumber
        if Number.isNaN(value) is True:
            view.update()
        else:
            view.change({'value': Math.round(value) if is_integer(view) else value})

    field.onchange = lambda event: send()
    field.oninput = lambda event: send() if view.flag('continuous_update') else None

    def update() -> None:
        field.min = view.words('min')
        field.max = view.words('max')
        field.step = view.words('step') or ('1' if is_integer(view) else 'any')
        if field.valueAsNumber is not view.get('value'):
            field.value = view.words('value')

    view.updates.append(update)


def draw_progress(view: View) -> None:
    """IntProgress and FloatProgress."""
    bar = view.add_control('div', 'progress')
    bar.role = 'progressbar'
    fill: Element = view.add('div', 'fill', bar)

    def update() -> None:
        low = view.number('min', 0)
        high = view.number('max', 100)
        value = view.number('value', 0)
        share: float = Math.min(100, Math.max(0, (value - low) / (high - low) * 100)) if high > low else 0
        is_tall = view.get('orientation') == 'vertical'
        fill.style.width = '100%' if is_tall else f'{String(share)}%'
        fill.style.height = f'{String(share)}%' if is_tall else '100%'
        bar.className = f'progress {view.words("bar_style")}'
        view.node.classList.toggle('vertical', is_tall)
        bar.ariaValueMin = String(low)
        bar.ariaValueMax = String(high)
        bar.ariaValueNow = String(value)

    view.updates.append(update)
