"""The functions that draw the models, keyed by the model's name without `Model`."""

from media.widgets.blobs import draw_audio, draw_image, draw_video
from media.widgets.boxes import draw_accordion, draw_box, draw_stack, draw_tab
from media.widgets.buttons import draw_button, draw_checkbox, draw_toggle_button, draw_valid
from media.widgets.choices import draw_dropdown, draw_radio_buttons, draw_select_multiple, draw_toggle_buttons
from media.widgets.modules import draw_module
from media.widgets.numbers import draw_number, draw_progress
from media.widgets.outputs import draw_output
from media.widgets.pickers import draw_color, draw_date, draw_datetime, draw_file_upload, draw_time
from media.widgets.player import draw_play
from media.widgets.sliders import draw_range_slider, draw_slider
from media.widgets.tags import draw_tags
from media.widgets.texts import draw_combobox, draw_label, draw_markup, draw_password, draw_text, draw_textarea

DRAW_FUNCTIONS = {
    'Any': draw_module,
    'Button': draw_button,
    'ToggleButton': draw_toggle_button,
    'Checkbox': draw_checkbox,
    'Valid': draw_valid,
    'IntText': draw_number,
    'FloatText': draw_number,
    'BoundedIntText': draw_number,
    'BoundedFloatText': draw_number,
    'IntProgress': draw_progress,
    'FloatProgress': draw_progress,
    'IntSlider': draw_slider,
    'FloatSlider': draw_slider,
    'FloatLogSlider': draw_slider,
    'SelectionSlider': draw_slider,
    'IntRangeSlider': draw_range_slider,
    'FloatRangeSlider': draw_range_slider,
    'SelectionRangeSlider': draw_range_slider,
    'Dropdown': draw_dropdown,
    'Select': draw_dropdown,
    'SelectMultiple': draw_select_multiple,
    'RadioButtons': draw_radio_buttons,
    'ToggleButtons': draw_toggle_buttons,
    'Text': draw_text,
    'Password': draw_password,
    'Textarea': draw_textarea,
    'Combobox': draw_combobox,
    'Label': draw_label,
    'HTML': draw_markup,
    'HTMLMath': draw_markup,
    'Box': draw_box,
    'HBox': draw_box,
    'VBox': draw_box,
    'GridBox': draw_box,
    'Accordion': draw_accordion,
    'Tab': draw_tab,
    'Stack': draw_stack,
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
    'Output': draw_output,
}
