"""Keyboard handling of a text field for Python code: running and indenting."""

from browser import Element, KeyboardEvent

_INDENT = '    '


def enable_code_keys(field: Element, run) -> None:
    """Call ``run()`` on Shift+Enter, Ctrl+Enter or Cmd+Enter, and indent Python code on Tab and Enter.

    After Escape, the next Tab leaves the field, to avoid a keyboard trap.
    """
    state = {'leaves': False}

    def press(event: KeyboardEvent) -> None:
        key: str = event.key
        if key == 'Enter' and (event.shiftKey or event.ctrlKey or event.metaKey):
            run()
        elif key == 'Tab' and not state['leaves']:
            if event.shiftKey:
                _dedent(field)
            else:
                _indent(field)
        elif key == 'Enter' and not event.altKey and not event.isComposing:
            _insert(field, '\n' + _next_indent(field))
        else:
            state['leaves'] = key == 'Escape' or (key == 'Shift' and state['leaves'])
            return
        state['leaves'] = False
        event.preventDefault()

    field.addEventListener('keydown', press)


def _insert(field: Element, text: str) -> None:
    """Replace the selection with a text in a way that the browser can undo."""
    is_done: bool = field.ownerDocument.execCommand('insertText', False, text)
    if not is_done:
        field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')


def _line_start(field: Element) -> int:
    value: str = field.value
    before: str = value[:field.selectionStart]
    return before.rfind('\n') + 1


def _next_indent(field: Element) -> str:
    """Return the indentation for the next line, which is deeper after a colon."""
    value: str = field.value
    line: str = value[_line_start(field):field.selectionStart]
    indent = line[:len(line) - len(line.lstrip())]
    return indent + _INDENT if line.rstrip().endswith(':') else indent


def _indent(field: Element) -> None:
    value: str = field.value
    start: int = field.selectionStart
    end: int = field.selectionEnd
    if '\n' not in value[start:end]:
        _insert(field, _INDENT)
        return
    _replace_lines(field, lambda line: _INDENT + line if line else line)


def _dedent(field: Element) -> None:
    _replace_lines(field, lambda line: line[4:] if line.startswith(_INDENT) else line.lstrip())


def _replace_lines(field: Element, change) -> None:
    """Apply ``change`` to all lines in the selection and keep them selected."""
    value: str = field.value
    start = _line_start(field)
    end = value.find('\n', field.selectionEnd)
    if end < 0:
        end = len(value)
    lines: list[str] = value[start:end].split('\n')
    changed = '\n'.join([change(line) for line in lines])
    was_range: bool = field.selectionStart != field.selectionEnd
    field.setSelectionRange(start, end)
    _insert(field, changed)
    if was_range:
        field.setSelectionRange(start, start + len(changed))
