"""The errors that builds report: one sentence each, with the location and the fix."""

from __future__ import annotations

import errno


class BuildError(Exception):
    """A step failed; the text is the sentence to print, without a traceback."""


def system_problem(error: OSError) -> str:
    """The sentence for an error of the system that a person can fix: a full disk, or what cannot be written or run.

    Returns '' for other errors, which are bugs.
    """
    place = error.filename or 'A file'
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f'{place} could not be written: the disk is full; make room and run the command again.'
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f'{place} cannot be accessed ({error.strerror}); change its permissions and run the command again.'
    if 'temporary directory' in str(error):  # of the module tempfile
        return 'No folder for temporary files can be written; set TMPDIR to one that can, with room on its disk.'
    return ''


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
