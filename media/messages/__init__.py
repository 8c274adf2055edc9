"""Jupyter messages: what kernels send, shown in consoles.

``reading``   takes a message and puts what it says into a console: the one place that knows message types
``kernels``   is what a page knows of a kernel: its displays, and its widgets (media/comms)
``displays``  updates displays by their ids, in all consoles of a kernel, as often as can be seen
``errors``    writes an error as a traceback
``router``    gives each message of one stream to the console of its run

Message types and their meaning are those of Jupyter's messaging protocol 5.4. These modules use the objects of
media/console and none of its functions, which would come twice.
"""
