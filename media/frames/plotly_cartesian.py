"""Plotly with bars, lines, pies, heat maps and other traces on two axes, and what draws figures with it."""

from media.plotly.drawing import start

LIBRARIES = ('plotly.js-cartesian-dist-min/plotly-cartesian.min.js',)

start()
