"""What Jupyter kernels send, played again in its own time."""

from browser import Element

from media.gallery.demos.console import stage_player


async def start(stage: Element, section) -> None:
    await stage_player(stage, section)
