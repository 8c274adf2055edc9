"""Frames for scripts, whose number on a page is limited; loaded with the first output that needs one."""

from media.html.framing import frame_for
from media.html.granted import ask, forget, grant, with_granted
from media.html.known_libraries import libraries_for

shared = {'frame_for': frame_for, 'libraries_for': libraries_for,
          'with_granted': with_granted, 'ask': ask, 'grant': grant, 'forget': forget}
