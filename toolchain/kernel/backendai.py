"""Conversion of a kernel's messages to Backend.AI's result form, as in Backend.AI's kernel runner.

Like the runner, it takes the first type other than ``text/plain`` of a MIME bundle, and drops what has no form there
(Markdown, JSON, widgets, updates, clear_output, metadata).
"""

from __future__ import annotations

IMAGES = ('image/png', 'image/jpeg', 'image/gif')


class Mapping:
    """Converts the messages of one run to results: ``{status, console, …}``, or None for a message without a result.

    A run is over after both its reply and its idle status, which arrive in either order.
    """

    def __init__(self) -> None:
        self._exit_code: int | None = None
        self._is_idle = False
        self._is_over = False

    def result(self, message: dict) -> dict | None:
        kind, content = message['msg_type'], message['content']
        if kind == 'stream':
            return _continued([content['name'], content['text']])
        if kind in ('execute_result', 'display_data'):
            return _display(content.get('data') or {})
        if kind == 'error':
            return _continued(['stderr', '\n'.join(content['traceback'])])
        if kind == 'input_request':
            return {'status': 'waiting-input', 'options': {'is_password': content['password']},
                    'console': [['stdout', content['prompt']]]}
        if kind == 'execute_reply':
            self._exit_code = 0 if content['status'] == 'ok' else 1
        elif kind == 'status' and content['execution_state'] == 'idle':
            self._is_idle = True
        if self._is_idle and self._exit_code is not None and not self._is_over:
            self._is_over = True
            return {'status': 'finished', 'exitCode': self._exit_code, 'console': []}
        return None


def _display(data: dict) -> dict | None:
    mime = next((mime for mime in data if mime != 'text/plain'), 'text/plain')
    value = data.get(mime)
    if mime == 'text/plain':
        return _continued(['stdout', value]) if value is not None else None
    if mime == 'text/html':
        return _continued(['media', value])
    if mime in IMAGES:
        return _continued(['media', [mime, f'data:{mime};base64,{value}']])
    if mime == 'image/svg+xml':
        return _continued(['media', [mime, value]])
    return None


def _continued(record: list) -> dict:
    return {'status': 'continued', 'console': [record]}
