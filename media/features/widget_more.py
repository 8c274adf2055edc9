"""Pickers, lists of tags, media, Play, gamepads, and models without a view: widgets that most notebooks do not have."""

from browser import Object, Reflect, String

from static.widget_more import css

from media.widgets import words
from media.widgets.blobs import draw_audio, draw_image, draw_video
from media.widgets.controller import draw_controller, draw_meter
from media.widgets.pickers import draw_color, draw_date, draw_datetime, draw_file_upload, draw_time
from media.widgets.player import draw_play
from media.widgets.tags import draw_tags
from media.widgets.views import View
from media.words import say

_DRAW_FUNCTIONS = {
    'Image': draw_image,
    'Audio': draw_audio,
    'Video': draw_video,
    'Play': draw_play,
    'DatePicker': draw_date,
    'Time': draw_time,
    'TimePicker': draw_time,
    'Datetime': draw_datetime,
    'DatetimePicker': draw_datetime,
    'NaiveDatetime': draw_datetime,
    'NaiveDatetimePicker': draw_datetime,
    'ColorPicker': draw_color,
    'FileUpload': draw_file_upload,
    'TagsInput': draw_tags,
    'ColorsInput': draw_tags,
    'IntsInput': draw_tags,
    'FloatsInput': draw_tags,
    'Controller': draw_controller,
    'ControllerButton': draw_meter,
    'ControllerAxis': draw_meter,
}


def _draw(view: View) -> None:
    if Object.hasOwn(_DRAW_FUNCTIONS, view.kind) is True:
        draw_model = Reflect.get(_DRAW_FUNCTIONS, view.kind)
        draw_model(view)
    else:
        _draw_unknown(view)


def _draw_unknown(view: View) -> None:
    """Draw the name of a model that has no view, and the text of its item."""
    plain = view.context.item.plain
    if view.depth == 0 and plain is not None:
        view.add('pre', 'pre').textContent = plain.join('') if isinstance(plain, list) else String(plain)
    view.note(say(words.UNSUPPORTED_WIDGET, view.words('_model_name')))


shared = {'css': css, 'draw': _draw}
