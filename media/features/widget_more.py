"""Pickers, lists of tags, media and Play: widgets that most notebooks do not have."""

from browser import Reflect

from static.widget_more import css

from media.widgets.blobs import draw_audio, draw_image, draw_video
from media.widgets.pickers import draw_color, draw_date, draw_datetime, draw_file_upload, draw_time
from media.widgets.player import draw_play
from media.widgets.tags import draw_tags
from media.widgets.views import View

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
}


def _draw(view: View) -> None:
    draw_model = Reflect.get(_DRAW_FUNCTIONS, view.kind)
    draw_model(view)


shared = {'css': css, 'draw': _draw}
