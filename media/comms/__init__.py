"""Widgets' state, as the comm messages of a Jupyter kernel tell it: a chunk that comes with the first of those.

``taking``    takes the messages that concern widgets
``models``    keeps the state of widgets, for those who draw them
``captures``  gives output that an Output widget captures to it
``saved``     takes the state of widgets as notebooks keep it
"""
