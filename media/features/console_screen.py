"""What few programs ask of a terminal: the alternate screen, inserting and scrolling lines, sets of characters."""

from media.console_screen.orders import Screen

shared = {'Screen': Screen}
