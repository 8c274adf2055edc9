"""Chunks that show no MIME type: pages load some of them by name, handlers load the others through media/shared.py.

``console``, ``console_*``     a whole execution, and features that only some consoles need
``messages``, ``comms``        messages of Jupyter kernels, and the state of widgets
``bundle``                     choosing a representation of a MIME bundle
``webterm``, ``webterm_*``     the terminal, and features that only some terminals need
``table``, ``table_*``         the grid of all tables
``json_*``, ``markdown_*``, ``notebook_contents``, ``highlight``   features that only some documents need
``katex``, ``math_fonts``, ``math_fonts_more``                     formulas
``sanitizer``, ``svg_work``, ``html_frame``, ``script_frame``      HTML, and frames for scripts
``vega_charts``, ``geo_*``, ``pdf_library``, ``anywidget``         libraries, and the code around them
``actions``, ``actions_more``, ``snapshot``, ``presence``          shared by all outputs: toolbars, snapshots, clean-up
``language``, ``locale_ko``, ``locale_ko_*``   texts in languages other than English; so far Korean
"""
