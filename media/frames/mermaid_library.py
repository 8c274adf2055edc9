"""The small build of Mermaid, and the code that draws diagrams with it."""

from media.mermaid.drawing import start

LIBRARIES = ('@mermaid-js/tiny/dist/mermaid.tiny.js',)

start()
