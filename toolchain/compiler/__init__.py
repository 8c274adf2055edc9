"""Compile browser Python to JavaScript.

The steps in order, one module per step::

    program    reads the modules an entry needs and resolves every top-level name
    dialect    rejects syntax that has no faithful translation, by an allow-list
    scopes     resolves each name, and finds the scope of each variable
    inference  infers the types of expressions, where they are certain (types: the types; builtin_types: tables)
    lowering   rewrites Python to Python that Transcrypt compiles correctly (nodes: the nodes of its output). Its passes
               (expressions, operations, comprehensions, calls, arguments, builtin_calls, statements, loops,
               assignments, definitions and matching) share a context and call the functions of media/runtime
    printer    Transcrypt's code generator, which prints the lowered tree; our visitors replace those with wrong output
    transpile  runs all steps for a set of entries and writes modules with source maps
"""
