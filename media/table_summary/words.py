"""The texts of this package, in English; ``{}`` stands for a value."""

KIND_AND_MISSING = '{}, {} missing'
HISTOGRAM = 'Histogram from {} to {}'
EMPTY = 'empty'
DISTINCT_VALUES = '{} distinct'
MORE_DISTINCT_VALUES = '{} or more distinct'
EMPTY_VALUE = '(empty)'
