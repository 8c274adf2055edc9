"""Python's exceptions that browsers lack. `Exception` is `Error`, `TypeError` is `TypeError`."""

DIALECT = 'plain'


class ArithmeticError(Exception):
    @property
    def name(self):
        return 'ArithmeticError'


class ZeroDivisionError(ArithmeticError):
    @property
    def name(self):
        return 'ZeroDivisionError'


class OverflowError(ArithmeticError):
    @property
    def name(self):
        return 'OverflowError'


class AssertionError(Exception):
    @property
    def name(self):
        return 'AssertionError'


class LookupError(Exception):
    @property
    def name(self):
        return 'LookupError'


class IndexError(LookupError):
    @property
    def name(self):
        return 'IndexError'


class KeyError(LookupError):
    @property
    def name(self):
        return 'KeyError'


class OSError(Exception):
    @property
    def name(self):
        return 'OSError'


class ConnectionError(OSError):
    @property
    def name(self):
        return 'ConnectionError'


class TimeoutError(OSError):
    @property
    def name(self):
        return 'TimeoutError'


class RuntimeError(Exception):
    @property
    def name(self):
        return 'RuntimeError'


class NotImplementedError(RuntimeError):
    @property
    def name(self):
        return 'NotImplementedError'


class StopIteration(Exception):
    @property
    def name(self):
        return 'StopIteration'


class ValueError(Exception):
    @property
    def name(self):
        return 'ValueError'


class UnicodeError(ValueError):
    @property
    def name(self):
        return 'UnicodeError'
