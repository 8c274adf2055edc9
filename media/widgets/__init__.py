"""Widgets of ipywidgets, drawn from the state that comm messages tell, and live both ways.

``rendering``  makes the view of a model and of those inside of it, and frees them
``views``      is what all views share: the description, layout and style, and what they need to know
``syncing``    sends what a person changes, one message at a time for each model
``linking``    copies values between the models of jslink and jsdlink
``registry``   knows which function draws which model
``buttons``, ``choices``, ``numbers``, ``sliders``, ``texts``, ``pickers``, ``tags``, ``boxes``, ``blobs``, ``player``
and ``outputs`` draw the models, a function each

Models, their keys and what goes back are those of ipywidgets 8 (protocol 2.1) and, where they differ, 7.
"""
