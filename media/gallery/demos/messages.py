"""Recorded messages of Jupyter kernels, replayed at their original pace."""

from browser import Element

from media.gallery.demos.console import stage_player


async def start(stage: Element, section) -> None:
    await stage_player(stage, section)
