"""anywidget widgets, which include a JavaScript module: ``hosting`` runs in the page, ``running`` in the frame."""
