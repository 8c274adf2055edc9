"""Charts of Vega and Vega-Lite: what the handler of these types is made of.

The page's own View: expressions are evaluated from their syntax trees, nothing is fetched without permission, and a
chart reaches nothing of the page around it.
"""
