"""The functions that draw the models, keyed by the model's name without `Model`.

A text in place of a function is the name of the chunk whose ``draw(view)`` draws the model. The chunk is loaded with
the first such model.
"""

from media.widgets.boxes import draw_accordion, draw_box, draw_stack, draw_tab
from media.widgets.buttons import draw_button, draw_checkbox, draw_toggle_button, draw_valid
from media.widgets.choices import draw_dropdown, draw_radio_buttons, draw_select_multiple, draw_toggle_buttons
from media.widgets.numbers import draw_number, draw_progress
from media.widgets.outputs import draw_output
from media.widgets.sliders import draw_range_slider, draw_slider
from media.widgets.texts import draw_combobox, draw_label, draw_markup, draw_password, draw_text, draw_textarea

# The models that the chunk `widget_more` draws.
MORE_KINDS: list[str] = ('Image Audio Video Play DatePicker Time TimePicker Datetime DatetimePicker NaiveDatetime '
                        + 'NaiveDatetimePicker ColorPicker FileUpload TagsInput ColorsInput IntsInput FloatsInput '
                        + 'Controller ControllerButton ControllerAxis').split(' ')

DRAW_FUNCTIONS = {
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
    'Output': draw_output,
    'Any': 'anywidget',
}
