"""Draws what is seen of an output into a picture, once, and tells it: runs in the output before it is frozen."""

from media.html.picture import tell_picture

tell_picture()
