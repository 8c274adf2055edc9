"""Rarely used terminal features: the alternate screen, inserting and scrolling lines, character sets."""

from media.console_screen.orders import Screen

shared = {'Screen': Screen}
