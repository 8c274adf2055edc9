"""The times of commits: their ``date`` or ``timestamp``, a text or a number of seconds or milliseconds."""

from browser import Date, Number

# Timestamps in seconds are below this until the year 5138; those in milliseconds have been above it since 1973.
MAX_SECONDS = 1e11


def date_of(record: dict):
    """The date of a commit, or None."""
    value = record.get('date')
    if value is None:
        value = record.get('timestamp')
    if value is None or isinstance(value, str) and value.trim() == '':
        return None
    number: float = Number(value)
    if Number.isNaN(number) is True:
        date = Date(value)
    else:
        date = Date(number * 1000 if abs(number) < MAX_SECONDS else number)
    return None if Number.isNaN(date.getTime()) is True else date


def day_of(date) -> str:
    """``2026-11-30`` in the reader's time zone; empty for None."""
    return minute_of(date)[:10]


def minute_of(date) -> str:
    """``2026-11-30 09:43`` in the reader's time zone; empty for None."""
    if date is None:
        return ''
    time: float = date.getTime()
    offset: float = date.getTimezoneOffset()
    local = Date(time - offset * 60000)
    try:
        return local.toISOString().slice(0, 16).replace('T', ' ')
    except Exception:
        return ''  # outside the range of Date
