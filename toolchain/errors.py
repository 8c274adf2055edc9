"""The errors a person meets while building: one sentence each, with the place and the fix."""

from __future__ import annotations


class BuildError(Exception):
    """A step could not do its work; the text is the sentence to print, nothing else is needed."""


class DialectError(BuildError):
    """One line of browser Python that the build refuses.

    ``where`` is the path as a person would type it (``media/loader.py``), ``line`` counts from 1.
    """

    def __init__(self, where: str, line: int, message: str) -> None:
        super().__init__(f'{where}:{line}: {message}')
        self.where = where
        self.line = line
        self.message = message


class DialectErrors(BuildError):
    """Everything that a check found, so that one run shows everything to fix."""

    def __init__(self, errors: list[DialectError]) -> None:
        ordered = sorted(errors, key=lambda error: (error.where, error.line, error.message))
        super().__init__('\n'.join(dict.fromkeys(str(error) for error in ordered)))
        self.errors = ordered
