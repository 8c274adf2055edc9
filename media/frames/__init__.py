"""Scripts that run in sandboxed frames. Each becomes a chunk that holds the script as a text, for the frame to run.

A module declares in ``LIBRARIES`` the files of npm packages that the script begins with. They are scripts of their own,
whose globals are those of the frame. What a script hears and tells is in media/html/scripted.py.
"""
