"""Mermaid, of its smaller kind, and what draws diagrams with it."""

from media.mermaid.drawing import start

LIBRARIES = ('@mermaid-js/tiny/dist/mermaid.tiny.js',)

start()
