"""Watches for changes of the sources, and starts builds."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from toolchain.errors import BuildError
from toolchain.progress import say
from toolchain.serve.incremental import Build, IncrementalBuild
from toolchain.serve.reload import ReloadChannel

FOLDERS = ('media', 'static', 'toolchain')

# In ms: the pause after the last of several changes, since editors save in several steps, and its limit; and the
# timeout for the first change, after which an empty set of changes is yielded.
_WATCH_OPTIONS = {'step': 10, 'debounce': 400, 'rust_timeout': 300, 'yield_on_timeout': True}


async def watch(root: Path, channel: ReloadChannel, builder: IncrementalBuild) -> None:
    """Build after every change; return when the toolchain has changed, since this process runs the old one."""
    is_waiting = False
    async for changes in watchfiles.awatch(*_folders(root), **_WATCH_OPTIONS):
        tools = _changed_tools(root, changes)
        is_outdated = bool(tools) or not is_waiting and builder.is_outdated()
        problem = toolchain_problem(root) if is_outdated else ''
        if problem:
            _fail(channel, problem)
        elif is_outdated:
            say('The toolchain has changed; starting again.')
            return
        elif changes or not is_waiting:  # files may have been saved before the watcher started
            await _build(channel, builder, changes)
        is_waiting = True


def watched(root: Path) -> Iterator[set[tuple]]:
    """Yield each set of changes; the first may be empty, since files may have been saved before the watcher started."""
    is_waiting = False
    for changes in watchfiles.watch(*_folders(root), **_WATCH_OPTIONS, raise_interrupt=True):
        if changes or not is_waiting:
            yield changes
        is_waiting = True


def _changed_tools(root: Path, changes: set[tuple]) -> list[Path]:
    """The modules of the toolchain among the changes."""
    paths = {Path(path) for _, path in changes}
    return sorted(path for path in paths if path.is_relative_to(root / 'toolchain') and path.suffix == '.py')


def _folders(root: Path) -> list[Path]:
    return [root / name for name in FOLDERS if (root / name).is_dir()]


async def _build(channel: ReloadChannel, builder: IncrementalBuild, changes: set[tuple]) -> None:
    """Build and report the result. Open pages reload, unless the build before already contained the saved modules."""
    try:
        build = await asyncio.to_thread(built, builder)
    except BuildError as error:
        _fail(channel, str(error))
    except Exception:  # a bug in the toolchain, whose fix the watcher will detect
        _fail(channel, traceback.format_exc())
    else:
        has_pages = any(not path.endswith('.py') for _, path in changes)  # they are served as they are
        if build.made or has_pages or channel.problem:
            channel.succeed(build)
        else:
            channel.build = build  # the same content, in a folder that is removed later
        if build.made or changes:
            say(f'Built {", ".join(build.made) or "nothing anew"} in {build.seconds * 1000:.0f} ms')


def _fail(channel: ReloadChannel, problem: str) -> None:
    say(f'\n{problem}\nThe last good build is still served.')
    channel.fail(problem)


def built(builder: IncrementalBuild) -> Build:
    """Build the sources that have just been saved."""
    try:
        return builder.build()
    except FileNotFoundError:  # an editor was replacing the file
        return builder.build()


def toolchain_problem(root: Path) -> str:
    """The first syntax error in the toolchain, with its module and line; '' if there is none."""
    return next(filter(None, (_syntax_problem(root, path) for path in sorted((root / 'toolchain').rglob('*.py')))), '')


def _syntax_problem(root: Path, path: Path) -> str:
    try:
        compile(path.read_bytes(), str(path), 'exec', dont_inherit=True)
    except FileNotFoundError:
        return ''
    except (SyntaxError, ValueError) as error:  # a ValueError for null characters
        line, reason = (error.lineno or 1, error.msg) if isinstance(error, SyntaxError) else (1, error)
        return f'{path.relative_to(root).as_posix()}:{line}: not valid Python: {reason}'
    return ''
