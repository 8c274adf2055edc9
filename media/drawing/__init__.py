"""Vector drawings and turtle graphics on Canvas 2D, one way through:

``messagepack``  bytes → commands
``drawings``     the drawings of a result: a sheet for each canvas id, which later items continue
``playback``     commands → steps that are animated together, and how far playing has come
``scene``        the objects of a canvas (``shapes``, ``fills``, ``colors``) as they are at a step
``painter``      the scene → pixels; ``clipping`` leaves out what is not in sight
``sheet``        a canvas on the page, with its ``controls`` and its label (``words``)

Everything but ``painter``, ``sheet``, ``controls`` and ``drawings`` touches no page, and so runs in CPython, too.
"""
