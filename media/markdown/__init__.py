"""Markdown: from the tokens of marked to elements, in blocks that are kept while the text around them changes."""
