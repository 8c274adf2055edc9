"""From a saved file to what is served: waits for changes of the sources, and builds."""

from __future__ import annotations

import ast
import asyncio
import traceback
from collections.abc import Iterator
from pathlib import Path

import watchfiles

from toolchain.console import say
from toolchain.errors import BuildError
from toolchain.live import Live
from toolchain.workshop import Build, Workshop

FOLDERS = ('media', 'static', 'toolchain')

# In ms: how long the last of several changes is waited for, since editors save in more than one step, and how long at
# most; and how long for the first, before there is word that it is waited for.
_PATIENCE = {'step': 10, 'debounce': 400, 'rust_timeout': 300, 'yield_on_timeout': True}


async def watch(root: Path, live: Live, workshop: Workshop) -> None:
    """Build after every change; returns when the toolchain itself changed, since this process runs the old one."""
    is_waiting = False
    async for changes in watchfiles.awatch(*_folders(root), **_PATIENCE):
        tools = _changed_tools(root, changes)
        problem = next(filter(None, map(_syntax_problem, tools)), '')
        if problem:
            _fail(live, problem)
        elif tools or not is_waiting and workshop.is_outdated():
            say('The toolchain has changed; starting again.')
            return
        elif changes or not is_waiting:  # nothing tells of what was saved before the waiting began
            await _build(live, workshop, bool(changes))
        is_waiting = True


def watched(root: Path) -> Iterator[set[tuple]]:
    """What changed, each time something has; first perhaps nothing, since nothing tells of what was saved before."""
    is_waiting = False
    for changes in watchfiles.watch(*_folders(root), **_PATIENCE, raise_interrupt=True):
        if changes or not is_waiting:
            yield changes
        is_waiting = True


def _changed_tools(root: Path, changes: set[tuple]) -> list[Path]:
    """Those modules of the toolchain that are among the changes."""
    paths = {Path(path) for _, path in changes}
    return sorted(path for path in paths if path.is_relative_to(root / 'toolchain') and path.suffix == '.py')


def _folders(root: Path) -> list[Path]:
    return [root / name for name in FOLDERS if (root / name).is_dir()]


async def _build(live: Live, workshop: Workshop, is_news: bool) -> None:
    """Build and tell of it; where nothing is known to have changed, only if something has."""
    try:
        build = await asyncio.to_thread(built, workshop)
    except BuildError as error:
        _fail(live, str(error))
    except Exception:  # a defect of the toolchain: its mend will be noticed, too
        _fail(live, traceback.format_exc())
    else:
        if not build.made and not is_news:
            live.build = build  # the same, in a folder that stays longer
            return
        live.succeed(build)
        say(f'Built {", ".join(build.made) or "nothing anew"} in {build.seconds * 1000:.0f} ms')


def _fail(live: Live, problem: str) -> None:
    say(f'\n{problem}\nThe last good build is still served.')
    live.fail(problem)


def built(workshop: Workshop) -> Build:
    """Build what was saved just now."""
    try:
        return workshop.build()
    except FileNotFoundError:  # between the two steps in which an editor replaces a file
        return workshop.build()


def _syntax_problem(path: Path) -> str:
    try:
        ast.parse(path.read_text(encoding='utf-8'))
    except FileNotFoundError:
        return ''
    except SyntaxError as error:
        return f'{path.parent.name}/{path.name}:{error.lineno}: not valid Python: {error.msg}'
    return ''
