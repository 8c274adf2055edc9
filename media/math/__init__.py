"""Formulas, typeset by KaTeX.

``delimiters``    finds formulas in a text
``equations``     numbers equations, and resolves references to them
``typesetting``   typesets a formula, with MathML for screen readers
``loading``       loads KaTeX when a document first has formulas; ``fonts`` adds its fonts without ``font-src``
"""
