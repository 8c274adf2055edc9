"""Vega and Vega-Lite charts, the implementation of the handler for these types.

The page draws them with Vega's View. Expressions are evaluated from their syntax trees without eval, nothing is
fetched without permission, and a chart cannot access the page around it.

``compiling``     compiles a specification for Vega, removing anything that could affect the page
``limits``        limits how many rows the transforms may create
``loading``       decides what may be fetched; ``delimited`` reads CSV and TSV
``expressions``   evaluates Vega's expressions without eval
``chart``         draws a chart and updates it; ``theme`` has its default colors and ``tooltip`` its tooltips
``sets``          removes the method that Vega-Lite adds to the page's Set
"""
