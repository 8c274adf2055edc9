"""What shows HTML with scripts in a frame; loaded with the first output that holds any."""

from media.html.framing import frame_for

shared = {'frame_for': frame_for}
