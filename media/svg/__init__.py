"""SVG drawings: what the handler of image/svg+xml is made of.

``tags``    reads the elements of a drawing from its text, in one pass
``root``    finds its end, size, color and name
``work``    counts what would be drawn, copies of copies included
``check``   refuses drawings that would hold the page for long
"""
