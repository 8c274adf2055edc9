"""A form that draws commands entered as JSON."""

from browser import JSON, Element, window

from media.gallery.elements import make, submit_at_once
from media.gallery.packing import data_of

EXAMPLE = """[
  [0, "canvas", 320, 220, "#10243eff", "#ffffffff"],
  [0, "begin-fill", "#2f6f4eff"],
  [0, "obj", 1, ["line", 20, 190, 110, 60, "#2f6f4eff"]],
  [0, "obj", 2, ["line", 110, 60, 200, 190, "#2f6f4eff"]],
  [0, "end-fill"],
  [0, "obj", 3, ["circle", 250, 60, 24, "#ffd97dff", "#ffd97dff"]],
  [0, "obj", 4, ["rect", 110, 160, 60, 60, "#00000000", "#c2410cff", 0]],
  [0, "begin-group"],
  [0, "update", 3, "x", 60],
  [0, "update", 3, "fill", "#ff8c42ff"],
  [0, "update", 4, "rotate", 45],
  [0, "end-group"]
]"""


async def start(stage: Element, section) -> None:
    pair = make('div', '', 'pair')
    form = make('form')
    label = make('label', 'Commands, as JSON')
    field = make('textarea')
    field.id = label.htmlFor = 'drawing-commands'
    field.rows = 15
    field.spellcheck = False
    field.value = EXAMPLE
    button = make('button', 'Draw it')
    button.type = 'submit'
    row = make('div', '', 'row')
    said = make('span', 'or press Ctrl+Enter', 'quiet')
    said.role = 'status'
    row.append(button, said)
    form.append(label, field, row)
    place = make('div', '', 'stage')
    pair.append(form, place)
    stage.append(pair)

    async def draw(event) -> None:
        event.preventDefault()
        try:
            commands = JSON.parse(field.value)
        except Exception as error:
            said.textContent = f'This is not valid JSON: {error}.'
            return
        item = ['application/x-sorna-drawing', data_of(commands)]
        outcomes: list = await window.BackendAI.Media.handleAll([item], 'commands', place)
        said.textContent = 'Drawn; what moves can be paused and replayed.' if outcomes[0].ok else outcomes[0].reason

    submit_at_once(form, field, draw)
