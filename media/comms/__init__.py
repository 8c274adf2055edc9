"""The state of widgets from the comm messages of a Jupyter kernel: a chunk that is loaded with the first of them.

``taking``    handles the messages that concern widgets
``models``    stores the state of widgets for the code that draws them
``captures``  routes captured output to Output widgets
``saved``     restores the state of widgets that is saved in a notebook
"""
