"""The texts of this package, in English; ``{}`` stands for a value."""

WIDGET = 'Widget {}'
NESTED_TOO_DEEPLY = 'the values are nested too deeply'
