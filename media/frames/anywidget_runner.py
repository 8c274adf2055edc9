"""Runs the module of an anywidget widget."""

from media.anywidget.running import start

start()
