"""Markdown: elements from the tokens of marked, in blocks that are kept while the text around them changes.

``splitting``   divides a source into parts that can be parsed independently
``growing``     completes the end of a text that is still being streamed
``patching``    changes elements into a newer version of them
``building``    creates the elements of a part; ``entities`` decodes character references
``addresses``   decides where links and images may point
``view``        shows a document on the page and updates it in place

Formulas, footnotes, diagrams, raw HTML and highlighted code are separate chunks: media/features/markdown_*.py.
"""
