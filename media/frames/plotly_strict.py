"""The Plotly bundle with all traces, including maps and 3D, and the code that draws figures. It does not need eval."""

from media.plotly.drawing import start

LIBRARIES = ('plotly.js-strict-dist-min/plotly-strict.min.js',)

start()
