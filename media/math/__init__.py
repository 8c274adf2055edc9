"""Formulas, typeset by KaTeX.

``delimiters``    finds formulas in a text; ``limits`` says how long one may be
``equations``     numbers equations, and resolves references to them
``typesetting``   typesets a formula, with MathML for screen readers
``loading``       loads KaTeX with a document's first formulas; ``fonts`` adds its fonts without needing ``font-src``
"""
