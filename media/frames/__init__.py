"""Scripts that run in sandboxed frames. Each becomes a chunk that contains the script as text, for the frame to run.

A module lists files of npm packages to prepend to the script in ``LIBRARIES``. They run as separate scripts, whose
globals are those of the frame. The messages between page and script are described in media/html/scripted.py.
"""
