"""Vector drawings and turtle graphics on Canvas 2D. Data flows from top to bottom:

``messagepack``  bytes → commands
``drawings``     the drawings of a result: a sheet for each canvas id, which later items continue
``playback``     commands → steps that are animated together, and the playback position
``scene``        the objects of a canvas (``shapes``, ``fills``, ``colors``) at a step
``painter``      the scene → pixels; ``clipping`` shortens lines that reach far outside the canvas
``sheet``        a canvas on the page, with its ``controls`` and its label (``words``)

All modules except ``painter``, ``sheet``, ``controls`` and ``drawings`` are independent of the page and run in CPython.
"""
