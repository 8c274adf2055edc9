"""Media items in consoles."""

from media.console_media.showing import show

shared = {'show': show}
