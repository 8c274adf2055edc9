"""Media items in consoles, each shown by its handler.

media/features/console_media.py is the chunk, which consoles request together with the handler of their first item. The
chunk of Jupyter messages contains it, too.
"""
