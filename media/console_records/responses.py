"""Responses of failed executions, problems of the API, and any other object."""

from browser import JSON, Map, String

from media.console import words
from media.console.output import Output
from media.console.streams import OUT
from media.words import say


_ENDS = Map([
    ['exec-timeout', words.EXECUTION_TIMEOUT], ['error', words.EXECUTION_FAILED],
    ['server-restarting', words.SERVER_RESTARTING],
])


def ending(output: Output, result):
    """Show why an execution ended, if its status is abnormal, or if its response has a message or an exit code."""
    said = result.msg if isinstance(result.msg, str) else None
    if said is None and _ENDS.has(result.status) is True:
        said = say(_ENDS.get(result.status))
    code: int = result.exitCode
    if said is None and code:
        said = say(words.EXIT_CODE, String(code))
    if said is not None:
        output.note(said)
    yield


def showing(output: Output, result):
    """Show a response as a note if it is a problem as defined by RFC 9457, and otherwise as JSON."""
    if isinstance(result.title, str):
        more = result.msg if result.detail is None else result.detail
        title: str = result.title
        output.note(title if more is None else f'{title}: {String(more)}')
    else:
        yield from output.writing(OUT, f'{json_text(result)}\n', False)


def json_text(value) -> str:
    """A value as JSON, or as a string if it has no JSON form."""
    text = JSON.stringify(value, None, 2)
    return String(value) if text is None else text
