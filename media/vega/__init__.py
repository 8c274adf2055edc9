"""Charts of Vega and Vega-Lite: what the handler of these types is made of.

The page draws them with a View of Vega: expressions are evaluated from their syntax trees, nothing is fetched without
permission, and a chart reaches nothing of the page around it.

``compiling``     turns a specification into one that Vega can run, without anything that would reach out of the chart
``limits``        bounds how many rows the transforms may create
``loading``       decides what may be fetched; ``delimited`` reads CSV and TSV
``expressions``   evaluates Vega's expressions without eval
``chart``         draws a chart and updates it; ``theme`` and ``tooltip`` are its looks
``sets``          keeps what Vega-Lite adds to the page's Set away from the page
"""
