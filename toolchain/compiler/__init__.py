"""From browser Python to JavaScript.

One way through, a module per step::

    program   reads the modules an entry needs and says what every name means
    dialect   refuses what has no faithful translation, by an allow-list of syntax
    whole     finds what only all modules together tell; privates gives private attributes short names
    scopes    finds each variable's home, and where it may be declared
    kinds     infers what sort of value an expression has, where that is certain (kind: the sorts; facts: tables)
    lowering  rewrites Python's meaning into JavaScript's: the parts expressions, operations, comprehensions, calls,
              arguments, builtin_calls, statements, loops, assignments, definitions and matching have a subject each,
              share a context, leave nodes that Python has not, and call helpers of media/python
    generator Transcrypt's code generator, writing the lowered tree
    transpile does all of this for a set of entries and writes modules with source maps
"""
