"""From browser Python to JavaScript.

One way through, a module per step::

    program   reads the modules an entry needs and says what every name means
    dialect   refuses what has no faithful translation, by an allow-list of syntax
    scopes    finds each variable's home, and where it may be declared
    kinds     infers what sort of value an expression has, where that is certain
    lowering  rewrites Python's meaning into JavaScript's, calling helpers of media/python
    generator Transcrypt's code generator, writing the lowered tree
    transpile does all of this for a set of entries and writes modules with source maps
"""
