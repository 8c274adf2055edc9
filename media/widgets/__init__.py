"""ipywidgets, rendered from the state in comm messages and synchronized in both directions.

``rendering``  creates and frees the view of a model and the views nested in it
``views``      is the class of all views: access to the state, controls and their labels
``styling``    applies the layout and the style
``syncing``    sends the user's changes, one message at a time per model
``linking``    copies values between the models of jslink and jsdlink
``registry``   maps models to the functions that draw them
``buttons``, ``choices``, ``numbers``, ``sliders``, ``texts``, ``boxes`` and ``outputs`` draw the models, with one
function per model; ``pickers``, ``tags``, ``blobs``, ``controller`` and ``player`` do so in the chunk
`widget_more`

The models, their keys and the messages follow ipywidgets 8 (protocol 2.1) and, where it differs, ipywidgets 7.
"""
