"""Fuzzing: fixtures, mutated by a seed, through every entry of the minified release in a real browser.

``seeds`` reads what is mutated, ``mutators`` changes it, ``cases`` makes the numbered cases of a seed, ``batches`` runs
them on a page and says what went wrong, ``shrinking`` makes a failing case small. A case depends on nothing but the
seed and its number, so that ``build.py fuzz --seed S --start N --items 1`` repeats it.
"""
