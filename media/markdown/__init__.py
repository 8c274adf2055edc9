"""Markdown: from the tokens of marked to elements, in blocks that are kept while the text around them changes.

``splitting``   divides a source into parts that can be parsed alone
``growing``     completes the end of a text that is still being written
``building``    creates the elements of a part; ``entities`` decodes character references
``addresses``   decides where links and images may point
``view``        is a document on the page, updated in place

Formulas, footnotes, diagrams, raw HTML and colored code are chunks of their own: media/features/markdown_*.py.
"""
