"""Pickers for dates, times, colors and files."""

from browser import Array, Date, Element, Math, Number, Object, Promise, RegExp, String

from media.widgets import words
from media.widgets.views import View
from media.words import say


def _two(number) -> str:
    return String(0 if number is None else number).padStart(2, '0')


def _date_text(value) -> str:
    """Return the text of a date input for ``{year, month, date}``, with months counted from 0."""
    return f'{String(value.year).padStart(4, "0")}-{_two(Number(value.month) + 1)}-{_two(value.date)}'


def _time_text(value) -> str:
    """Return the text of a time input for ``{hours, minutes, seconds, milliseconds}``."""
    text = f'{_two(value.hours)}:{_two(value.minutes)}'
    return f'{text}:{_two(value.seconds)}' if value.seconds > 0 else text


def _date_of(text: str):
    parts: Array = text.split('-').map(Number)
    return {'year': parts.at(0), 'month': parts.at(1) - 1, 'date': parts.at(2)}


def _time_of(text: str):
    parts: Array = text.split(':').map(Number)
    seconds: float = parts.at(2) if parts.length > 2 else 0
    whole: int = Math.floor(seconds)
    return {'hours': parts.at(0), 'minutes': parts.at(1), 'seconds': whole,
            'milliseconds': Math.round((seconds - whole) * 1000)}


def _draw(view: View, type: str, write, read) -> None:
    """Draw an input element. ``write(value)`` returns its text, and ``read(text)`` the value."""
    field = view.add_control('input', 'picker')
    field.type = type
    field.onchange = lambda event: view.change({'value': read(field.value) if field.value != '' else None})

    def update() -> None:
        value = view.get('value')
        text: str = '' if value is None else write(value)
        shown: str = field.value
        if shown != text:
            field.value = text
        for key in ('min', 'max'):
            limit = view.get(key)
            if limit is not None:
                field.setAttribute(key, write(limit))
        step = view.get('step')
        field.step = String(step) if isinstance(step, (int, float)) else ''

    view.updates.append(update)


def draw_date(view: View) -> None:
    """DatePicker."""
    _draw(view, 'date', _date_text, _date_of)


def draw_time(view: View) -> None:
    """TimePicker."""
    _draw(view, 'time', _time_text, _time_of)


def draw_datetime(view: View) -> None:
    """DatetimePicker, in UTC in the kernel and in local time on the page, and NaiveDatetimePicker, without a zone."""
    is_naive = view.words('_model_name').startswith('Naive')

    def write(value) -> str:
        if not is_naive:
            moment = Date(Date.UTC(value.year, value.month, value.date, value.hours, value.minutes, value.seconds,
                                   value.milliseconds))
            value = {'year': moment.getFullYear(), 'month': moment.getMonth(), 'date': moment.getDate(),
                     'hours': moment.getHours(), 'minutes': moment.getMinutes(), 'seconds': moment.getSeconds(),
                     'milliseconds': 0}
        return f'{_date_text(value)}T{_time_text(value)}'

    def read(text: str):
        if is_naive:
            parts: Array = text.split('T')
            return Object.assign(_date_of(parts.at(0)), _time_of(parts.at(1)))
        moment = Date(text)
        return {'year': moment.getUTCFullYear(), 'month': moment.getUTCMonth(), 'date': moment.getUTCDate(),
                'hours': moment.getUTCHours(), 'minutes': moment.getUTCMinutes(), 'seconds': moment.getUTCSeconds(),
                'milliseconds': moment.getUTCMilliseconds()}

    _draw(view, 'datetime-local', write, read)


_HEX = RegExp('^#[0-9a-f]{6}$', 'i')


def hex_of(view: View, color: str) -> str:
    """Return any CSS color as `#rrggbb`, the only format that color inputs accept; black if it is invalid."""
    if _HEX.test(color) is True:
        return color
    pen = view.add('canvas', '').getContext('2d')
    canvas: Element = pen.canvas
    canvas.remove()
    pen.fillStyle = color
    found: str = pen.fillStyle
    return found if _HEX.test(found) is True else '#000000'


def draw_color(view: View) -> None:
    """ColorPicker, with a text field for any CSS color unless it is ``concise``."""
    field = view.add_control('input', 'text')
    swatch = view.add('input', 'swatch')
    swatch.type = 'color'

    def send(source: Element) -> None:
        view.change({'value': source.value})

    field.onchange = lambda event: send(field)
    swatch.oninput = lambda event: send(swatch)

    def update() -> None:
        color = view.words('value')
        field.value = color
        field.hidden = view.flag('concise')
        swatch.value = hex_of(view, color)
        swatch.ariaLabel = view.words('description') or say(words.COLOR)

    view.updates.append(update)


def draw_file_upload(view: View) -> None:
    """FileUpload. The files' contents are sent as buffers."""
    field = view.add_control('input', 'files')
    field.type = 'file'
    error = view.add('span', 'invalid')

    async def send() -> None:
        files: list = Array.from_(field.files)
        values = files.map(lambda file: {
            'name': file.name, 'type': file.type, 'size': file.size, 'last_modified': file.lastModified})
        contents: list = await Promise.all(files.map(lambda file: file.arrayBuffer()))
        paths = [['value', at, 'content'] for at in range(len(values))]
        view.change({'value': values}, paths, contents)

    field.onchange = lambda event: send()

    def update() -> None:
        field.accept = view.words('accept')
        field.multiple = view.flag('multiple')
        error.textContent = view.words('error')

    view.updates.append(update)
