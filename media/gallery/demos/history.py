"""The history of this project, exported as the git kernel does."""

from browser import Element, window

from media.gallery.elements import fetch_json


async def start(stage: Element, section) -> None:
    item = await fetch_json('gallery/history.json')
    await window.BackendAI.Media.handleAll([item], 'own-history', stage)
