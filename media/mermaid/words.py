"""The texts of this package, in English; ``{}`` stands for a value."""

DIAGRAM = 'Diagram'
NAMED_DIAGRAM = 'Diagram: {}'
TOO_LONG = 'the diagram has more than {} characters'
EMPTY = 'the diagram is empty'
