"""What the server's execute API answers, in either version, as a list of records that a console can take one by one.

A record is [kind, payload]; kinds are stdout, stderr, media, html, log. See the API's documentation: version 2 sends
``console``, a list of such pairs; version 1 sends the fields ``stdout``, ``stderr``, ``media`` and ``html``.
"""

from browser import String

LEVELS: list[str] = ['debug', 'info', 'warning', 'error', 'fatal']


def records_of(result) -> list:
    """The records of a response, of its ``result``, or of a list of records; what is none of these has no records."""
    if result is None:
        return []
    if isinstance(result, str):
        return [['stdout', result]]
    if isinstance(result, list):
        return result
    if result.result is not None and result.status is None:
        return records_of(result.result)
    if isinstance(result.console, list):
        return result.console
    return [['stdout', result.stdout], ['stderr', result.stderr],
            *_each('media', result.media), *_each('html', result.html)]


def _each(kind: str, payloads) -> list:
    return payloads.map(lambda payload: [kind, payload]) if isinstance(payloads, list) else []


def joined_text(payload) -> str:
    """The text of a stdout, stderr or html record: nothing where there is none."""
    return '' if payload is None else _concatenated(payload) if isinstance(payload, list) else String(payload)


def _concatenated(texts: list[str]) -> str:
    return ''.join(texts)


def media_item(payload) -> list:
    """The media item of a media record, [type, data]; markup by itself is what newer kernels send as one."""
    return ['text/html', payload] if isinstance(payload, str) else payload


def log_entry(payload) -> list:
    """A log record as [level, time, logger, message]: the level is the index in LEVELS, 1 where it is unknown."""
    if not isinstance(payload, list):
        return [1, '', '', joined_text(payload).trimEnd()]
    # Python calls the highest level critical.
    name: str = String(payload.at(0)).slice(0, 4).toLowerCase()
    level: int = 4 if name == 'crit' else LEVELS.findIndex(lambda level: level.startsWith(name))
    message: str = joined_text(payload.at(3))
    return [level if level >= 0 else 1, joined_text(payload.at(1)), joined_text(payload.at(2)), message.trimEnd()]
