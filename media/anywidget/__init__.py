"""Widgets of anywidget, which bring a module of their own: ``hosting`` in the page, ``running`` in the frame."""
