"""Vector drawings and turtle graphics on Canvas 2D: bytes → commands → scene and steps → pixels.

What computes (items, messagepack, colors, shapes, fills, clipping, scene, playback, words) touches no page, and so runs
in CPython, too; painter, sheet, controls and drawings are the page's side.
"""
