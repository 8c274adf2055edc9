"""Runs the module of a widget of anywidget."""

from media.anywidget.running import start

start()
