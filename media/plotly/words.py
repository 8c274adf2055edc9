"""The texts of this package, in English; ``{}`` stands for a value."""

CHART = 'Chart'
NAMED_CHART = 'Chart: {}'
NO_TRACES = 'the figure has no list of traces as its data'
INVALID_LAYOUT = 'the layout of the figure is not an object'
