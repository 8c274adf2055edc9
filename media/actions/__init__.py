"""What people do with an item: copy it, save it, look at it closely, or see it in another form.

``formats`` says what an item can be copied and saved as, ``pictures`` makes images of it, ``bar`` is the toolbar,
``menu`` its list of further actions, ``enlarging`` the dialog; the last two are in the feature ``actions_more``.
"""
