"""Parses GeoJSON (RFC 7946), nested or partly invalid, into a flat list of valid features."""

from browser import Array, Error, JSON, Math, Number, Object, TypeError, typeof

from media.geo import words
from media.slices import Slices
from media.templates import fill

DIALECT = 'plain'

# More would keep the page busy for too long.
MAX_FEATURES = 50000
MAX_POSITIONS = 1000000

# The nesting depth of the coordinates of each type.
DEPTHS = {'Point': 0, 'MultiPoint': 1, 'LineString': 1, 'MultiLineString': 2, 'Polygon': 2, 'MultiPolygon': 3}


async def read(given):
    """Return ``{features, skipped, box, is_flat}``; a feature is ``{properties, geometry}``.

    ``box`` is ``[west, south, east, north]``; east may exceed 180 if the box is narrower that way. ``is_flat`` is
    whether the coordinates are not in degrees. Raise Error if there is nothing to draw.
    """
    source = JSON.parse(given) if typeof(given) == 'string' else given
    features = []
    skipped = 0
    positions = []
    slices = Slices()
    waiting = [[source, {}]]
    while waiting.length:
        if slices.is_over():
            await slices.pause()
        value, properties = waiting.pop()
        value = Object(value)
        parts = value.features or value.geometries
        if Array.isArray(parts):
            for index in range(parts.length - 1, -1, -1):
                waiting.push([parts[index], properties])
        elif value.type == 'Feature' and value.geometry:
            waiting.push([value.geometry, Object(value.properties)])
        elif Object.hasOwn(DEPTHS, value.type):
            count = positions.length
            try:
                features.push({'geometry': _clean(value, positions), 'properties': properties})
            except TypeError:
                positions.length = count
                skipped += 1
        elif value.type != 'Feature':
            skipped += 1
        if features.length + waiting.length > MAX_FEATURES or positions.length > MAX_POSITIONS:
            raise Error(fill(words.TOO_LARGE, MAX_FEATURES, MAX_POSITIONS))
    if not positions.length:
        raise Error(words.NO_GEOMETRY)
    return Object.assign(_extent(positions), {'features': features, 'skipped': skipped})


def _clean(geometry, positions):
    """Return a geometry with pairs of numbers only and rings wound as in d3-geo. Raise TypeError if it is invalid."""
    def nested(given, depth):
        if depth:
            return given.map(lambda each: nested(each, depth - 1))
        if not (Number.isFinite(given[0]) and Number.isFinite(given[1])):
            raise TypeError()
        positions.push(given)
        return [given[0], given[1]]

    kind = geometry.type
    coordinates = nested(geometry.coordinates, DEPTHS[kind])
    if kind == 'Polygon':
        coordinates.forEach(_wind)
    if kind == 'MultiPolygon':
        coordinates.forEach(lambda rings: rings.forEach(_wind))
    return {'type': kind, 'coordinates': coordinates}


def _wind(ring, index):
    """Wind a ring as d3-geo expects: the first ring of a polygon clockwise, holes counterclockwise."""
    turn = 0
    for place in range(1, ring.length):
        start = ring[place - 1]
        end = ring[place]
        # Take the shorter way across the 180th meridian.
        across = end[0] - start[0]
        across -= Math.round(across / 360) * 360
        turn += across * (start[1] + end[1])
    if turn < 0 and index == 0 or turn > 0 and index > 0:
        ring.reverse()


def _extent(positions):
    """Return the bounding box of all positions, which may cross the 180th meridian if it is in degrees."""
    west = south = shifted_west = 1e99
    east = north = shifted_east = -1e99
    for position in positions:
        x = position[0]
        west = Math.min(west, x)
        east = Math.max(east, x)
        shifted_west = Math.min(shifted_west, x + 360 if x < 0 else x)
        shifted_east = Math.max(shifted_east, x + 360 if x < 0 else x)
        south = Math.min(south, position[1])
        north = Math.max(north, position[1])
    is_flat = west < -360 or east > 360 or south < -90 or north > 90
    is_across = not is_flat and shifted_east - shifted_west < east - west
    return {'is_flat': is_flat, 'box': [
        shifted_west if is_across else west, south, shifted_east if is_across else east, north]}
