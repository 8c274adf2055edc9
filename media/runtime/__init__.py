"""Python's own operators, builtins and methods, for compiled code to call where the browser's differ.

Written in the plain dialect: the syntax is Python's, operators and methods mean what JavaScript means by them.
Each bundle holds only the functions that its code calls.
"""
