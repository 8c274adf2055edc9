"""Jupyter messages, shown in consoles.

``reading``   shows a message in a console; it is the only module that knows message types
``kernels``   holds the page's state of a kernel: its displays and its widgets (media/comms)
``displays``  updates displays by id in all consoles of a kernel, at most once per frame
``clearing``  clears a console, now or when the next output arrives
``errors``    writes an error as a traceback
``router``    passes each message of a stream to the console of its run

Message types follow the Jupyter messaging protocol 5.4. These modules use the objects of media/console but not its
functions, which would be duplicated in this chunk; media/console_media is duplicated.
"""
