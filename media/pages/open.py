"""The page of frames for outputs that may fetch; but for its name and headers it is that of all others."""

from media.html.page import start

start()
