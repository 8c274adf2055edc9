"""Running a script of the release in a frame; loaded with the first chart, diagram or script."""

from media.html.scripted import show_scripted

NEEDS = ('html_frame',)

shared = {'show_scripted': show_scripted}
