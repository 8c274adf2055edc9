"""The actions on an item: copying, saving, enlarging, and showing it in another form.

``formats`` lists the formats for copying and saving an item, ``pictures`` makes images of it, ``bar`` is the toolbar,
``menu`` its menu of further actions, ``enlarging`` the dialog; the last two are in the feature ``actions_more``.
"""
