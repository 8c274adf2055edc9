"""Images: how their files are built, and how they are shown.

``structure``  the bytes of a file → whether they are whole, and whether they move
``checksum``   of PNG
``ink``        how much of a picture is lost on which ground
``ground``     what a transparent picture needs behind it to be seen on a page
``following``  its choice, made anew when the page changes its colors
``sizes``      the size that metadata asks for
``motion``     the first frame of what moves, with a button, for people who prefer reduced motion
"""
