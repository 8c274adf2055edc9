"""The responses of the server's execute API, in either version, as lists of records.

A record is [kind, payload]; kinds are stdout, stderr, media, html, log, note and other. See the API's documentation:
version 2 sends ``console``, a list of such pairs; version 1 sends the fields ``stdout``, ``stderr``, ``media`` and
``html``. A Jupyter message is also a record.
"""

from browser import Object, String

# The maximum nesting of ``result`` in results.
_MAX_DEPTH = 4


def records_of(result) -> list:
    """The records of a response, of its ``result``, or of a list of records; anything else is of the kind "other"."""
    depth = 0
    while depth < _MAX_DEPTH and Object(result) is result and result.result is not None and result.status is None:
        result = result.result
        depth += 1
    if result is None:
        return []
    if isinstance(result, list):
        return result
    if Object(result) is not result or message_type(result) is not None:
        return [result]
    if isinstance(result.console, list) and result.console.length > 0:
        return result.console
    records = [['stdout', result.console], *_each('stdout', result.stdout), *_each('stderr', result.stderr),
               *_each('media', result.media), *_each('html', result.html)]
    if len(records) > 1 or isinstance(result.status, str) or result.console is not None:
        return records
    return [['other', result]]


def message_type(result):
    """The type of a Jupyter message or a notebook output; None if ``result`` is neither."""
    if Object(result) is not result or isinstance(result, list):
        return None
    mime = result.output_type if result.header is None else result.header.msg_type
    if result.msg_type is not None:
        mime = result.msg_type
    return mime if isinstance(mime, str) else None


def _each(kind: str, payloads) -> list:
    if payloads is None:
        return []
    return payloads.map(lambda payload: [kind, payload]) if isinstance(payloads, list) else [[kind, payloads]]


def joined_text(payload) -> str:
    """The text of a stdout, stderr or html record; empty if there is none."""
    if isinstance(payload, list):
        return _concatenated(payload)
    return '' if payload is None else String(payload)


def _concatenated(texts: list[str]) -> str:
    return ''.join(texts)


def media_item(payload) -> list:
    """The media item of a media record, [type, data]; newer kernels send HTML as a plain string."""
    return ['text/html', payload] if isinstance(payload, str) else payload
