"""From browser Python to JavaScript.

One way through, a module per step::

    program    reads the modules an entry needs and resolves every top-level name
    dialect    refuses what has no faithful translation, by an allow-list of syntax
    program_facts  gathers what depends on all modules together; mangling shortens the names of private attributes
    scopes     finds what each name means, and the scope of each variable
    inference  infers the types of expressions, where they are certain (types: the types; builtin_types: tables)
    lowering   rewrites Python to Python that Transcrypt compiles rightly (nodes: what it leaves). Its passes
               (expressions, operations, comprehensions, calls, arguments, builtin_calls, statements, loops,
               assignments, definitions and matching) share a context and call the functions of media/runtime
    printer    Transcrypt's code generator, writing the lowered tree, with visitors of ours where its output is wrong
    transpile  does all of this for a set of entries and writes modules with source maps
"""
