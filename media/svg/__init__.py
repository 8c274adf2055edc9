"""SVG drawings: the modules of the handler of image/svg+xml.

``tags``    reads the elements of a drawing from its text, in one pass
``root``    finds its end, size, color and name
``work``    counts the elements that would be drawn, including copies of copies
``check``   refuses drawings that would block the page
"""
