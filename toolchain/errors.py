"""The errors that builds report: one sentence each, with the location and the fix."""

from __future__ import annotations


class BuildError(Exception):
    """A step failed; the text is the sentence to print, without a traceback."""


class DialectError(BuildError):
    """An error in one line of browser Python.

    ``where`` is the path relative to the project (``media/loader.py``), ``line`` counts from 1.
    """

    def __init__(self, where: str, line: int, message: str) -> None:
        super().__init__(f'{where}:{line}: {message}')
        self.where = where
        self.line = line
        self.message = message


class DialectErrors(BuildError):
    """All errors that a check found, so that one run reports everything to fix."""

    def __init__(self, errors: list[DialectError]) -> None:
        ordered = sorted(errors, key=lambda error: (error.where, error.line, error.message))
        super().__init__('\n'.join(dict.fromkeys(str(error) for error in ordered)))
        self.errors = ordered
