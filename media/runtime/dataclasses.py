"""Python's ``dataclasses``: its functions. The compiler generates the methods of data classes."""

from browser import Object

from media.runtime.items import is_dict


def asdict(obj):
    """The fields of an object as a dict; nested data classes are converted, too."""
    return {name: _plain(value) for name, value in Object.entries(obj)}


def astuple(obj):
    return [_plain(value) for value in Object.values(obj)]


def _plain(value):
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if is_dict(value):
        return {key: _plain(each) for key, each in value.items()}
    return asdict(value) if value is not None and hasattr(value, '__dataclass_fields__') else value


def replace(obj, **changes):
    """A copy of an object with some fields changed."""
    copy = Object.assign(Object.create(Object.getPrototypeOf(obj)), obj)
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy
