"""From a saved file to what is served: waits for changes of the sources, and builds."""

from __future__ import annotations

import ast
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

# In ms: how long the last of several changes is waited for, since editors save in more than one step, and how long at
# most; and how long for the first, before there is word that it is waited for.
_WATCH_OPTIONS = {'step': 10, 'debounce': 400, 'rust_timeout': 300, 'yield_on_timeout': True}


async def watch(root: Path, channel: ReloadChannel, builder: IncrementalBuild) -> None:
    """Build after every change; returns when the toolchain itself changed, since this process runs the old one."""
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
        elif changes or not is_waiting:  # nothing tells of what was saved before the waiting began
            await _build(channel, builder, bool(changes))
        is_waiting = True


def watched(root: Path) -> Iterator[set[tuple]]:
    """What changed, each time something has; first perhaps nothing, since nothing tells of what was saved before."""
    is_waiting = False
    for changes in watchfiles.watch(*_folders(root), **_WATCH_OPTIONS, raise_interrupt=True):
        if changes or not is_waiting:
            yield changes
        is_waiting = True


def _changed_tools(root: Path, changes: set[tuple]) -> list[Path]:
    """Those modules of the toolchain that are among the changes."""
    paths = {Path(path) for _, path in changes}
    return sorted(path for path in paths if path.is_relative_to(root / 'toolchain') and path.suffix == '.py')


def _folders(root: Path) -> list[Path]:
    return [root / name for name in FOLDERS if (root / name).is_dir()]


async def _build(channel: ReloadChannel, builder: IncrementalBuild, is_change: bool) -> None:
    """Build and tell of it; where nothing is known to have changed, only if something has."""
    try:
        build = await asyncio.to_thread(built, builder)
    except BuildError as error:
        _fail(channel, str(error))
    except Exception:  # a defect of the toolchain, whose fix will be noticed
        _fail(channel, traceback.format_exc())
    else:
        if not build.made and not is_change:
            channel.build = build  # the same, in a folder that stays longer
            return
        channel.succeed(build)
        say(f'Built {", ".join(build.made) or "nothing anew"} in {build.seconds * 1000:.0f} ms')


def _fail(channel: ReloadChannel, problem: str) -> None:
    say(f'\n{problem}\nThe last good build is still served.')
    channel.fail(problem)


def built(builder: IncrementalBuild) -> Build:
    """Build what was saved just now."""
    try:
        return builder.build()
    except FileNotFoundError:  # between the two steps in which an editor replaces a file
        return builder.build()


def toolchain_problem(root: Path) -> str:
    """The first module of the toolchain that is not valid Python, with its line; '' if all are."""
    return next(filter(None, (_syntax_problem(root, path) for path in sorted((root / 'toolchain').rglob('*.py')))), '')


def _syntax_problem(root: Path, path: Path) -> str:
    try:
        ast.parse(path.read_text(encoding='utf-8'))
    except FileNotFoundError:
        return ''
    except SyntaxError as error:
        return f'{path.relative_to(root).as_posix()}:{error.lineno}: not valid Python: {error.msg}'
    return ''
