"""The Plotly bundle with bars, lines, pies, heat maps and other two-axis traces, and the code that draws figures."""

from media.plotly.drawing import start

LIBRARIES = ('plotly.js-cartesian-dist-min/plotly-cartesian.min.js',)

start()
