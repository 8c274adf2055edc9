"""What shows HTML with scripts in a frame; loaded with the first output that holds any."""

from media.html.framing import framed

shared = {'framed': framed}
