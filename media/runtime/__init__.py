"""Python's operators, builtins and methods, called by compiled code where JavaScript's behave differently.

These modules use the plain dialect: Python's syntax, but with JavaScript's operators and methods.
Each bundle contains only the functions that its code calls.
"""
