"""Plotly with all of its traces, for maps and what is drawn in three dimensions; it needs no eval."""

from media.plotly.drawing import start

LIBRARIES = ('plotly.js-strict-dist-min/plotly-strict.min.js',)

start()
