"""The page of frames for outputs that may fetch. It only differs from ``frame`` in its name and headers."""

from media.html.page import start

start()
