"""Chooses the projection and height of a map so that it shows all positions."""

from browser import Math

DIALECT = 'plain'

# The width of a map in SVG units, and the limits of its height.
WIDTH = 960
MIN_HEIGHT = 240
MAX_HEIGHT = 600
MARGIN = 24

# The limits for the Mercator projection, which is infinite at the poles.
MAX_LATITUDE = 84
MAX_MERCATOR_SPAN = 180

# The scale for a map of a single position: 350 units per degree.
_CLOSE = 20000


def projection_of(content, library):
    """Return ``[projection, height]`` for the result of ``read``."""
    west, south, east, north = content.box
    if content.is_flat:
        projection = library.identity().reflectY(True)
    elif east - west <= MAX_MERCATOR_SPAN and south > -MAX_LATITUDE and north < MAX_LATITUDE:
        projection = library.mercator()
    else:
        projection = library.world()
    if not content.is_flat:
        # In GeoJSON, lines are straight on a map, not on the globe, so disable resampling.
        projection.rotate([-(west + east) / 2, 0]).precision(0)
    projection.scale(1).translate([0, 0])
    left = top = 1e99
    right = bottom = -1e99
    for row in range(9):
        for column in range(9):
            x, y = projection([
                # Stay off the exact edges, which may coincide at the antimeridian.
                west + (east - west) * (.001 + column * .12475), south + (north - south) * row / 8])
            left = Math.min(left, x)
            right = Math.max(right, x)
            top = Math.min(top, y)
            bottom = Math.max(bottom, y)
    scale = Math.min((WIDTH - 2 * MARGIN) / (right - left), (MAX_HEIGHT - 2 * MARGIN) / (bottom - top))
    if not scale < 1e99:
        scale = 1 if content.is_flat else _CLOSE
    height = Math.max(MIN_HEIGHT, Math.round((bottom - top) * scale + 2 * MARGIN))
    projection.scale(scale).translate([
        WIDTH / 2 - (left + right) / 2 * scale, height / 2 - (top + bottom) / 2 * scale])
    return [projection, height]
