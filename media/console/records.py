"""The responses of the server's execute API, in either version, as lists of records.

A record is [kind, payload]; kinds are stdout, stderr, media, html, log, note. See the API's documentation: version 2
sends ``console``, a list of such pairs; version 1 sends the fields ``stdout``, ``stderr``, ``media`` and ``html``. A
Jupyter message is also a record.
"""

from browser import JSON, Object, String

LEVELS: list[str] = ['debug', 'info', 'warning', 'error', 'fatal']

# The maximum nesting of ``result`` in results.
_MAX_DEPTH = 4


def records_of(result) -> list:
    """The records of a response, of its ``result``, or of a list of records; anything else becomes text."""
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
    if isinstance(result.title, str):
        # A problem as defined by RFC 9457.
        more = result.msg if result.detail is None else result.detail
        title: str = result.title
        return [['note', title if more is None else f'{title}: {String(more)}']]
    return [['stdout', f'{json_text(result)}\n']]


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


def json_text(value) -> str:
    """A value as JSON, or as a string if it has no JSON form."""
    text = JSON.stringify(value, None, 2)
    return String(value) if text is None else text


def media_item(payload) -> list:
    """The media item of a media record, [type, data]; newer kernels send HTML as a plain string."""
    return ['text/html', payload] if isinstance(payload, str) else payload


def log_entry(payload) -> list:
    """A log record as [level, time, logger, message]: the level is the index in LEVELS, 1 if it is unknown."""
    if not isinstance(payload, list):
        return [1, '', '', joined_text(payload).trimEnd()]
    # Python calls the highest level critical.
    name: str = String(payload.at(0)).slice(0, 4).toLowerCase()
    level: int = 4 if name == 'crit' else LEVELS.findIndex(lambda level: level.startsWith(name))
    content = payload.at(3)
    message = json_text(content) if Object(content) is content else joined_text(content)
    return [level if level >= 0 else 1, joined_text(payload.at(1)), joined_text(payload.at(2)), message.trimEnd()]
