"""Images: analysis of their files, and their display.

``structure``  detects whether a file is complete and whether an image is animated
``checksum``   computes the checksum of PNG
``ink``        measures how much of an image is illegible on a background
``ground``     chooses the background that a transparent image needs on a page
``following``  repeats that choice when the colors of the page change
``sizes``      applies the size from the metadata
``motion``     shows the first frame of an animation with a play button if the user prefers reduced motion
"""
