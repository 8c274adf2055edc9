"""A limit that keeps typesetting from blocking the page."""

# The maximum length of a formula.
MAX_FORMULA_CHARS = 8000
