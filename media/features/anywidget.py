"""Widgets of anywidget, in frames; loaded with the first of them."""

from media.anywidget.hosting import draw

NEEDS = ('script_frame', 'anywidget_runner')

shared = {'draw': draw}
