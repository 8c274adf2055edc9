"""Posts an image of the visible part of an output. It runs in the output's frame before that is frozen."""

from media.html.picture import tell_picture

tell_picture()
