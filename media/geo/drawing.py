"""Draws a map as SVG, with one path per feature."""

from browser import Element, Math, Object, RegExp, String

from media.dom import create_svg
from media.geo import words
from media.geo.projecting import WIDTH, projection_of
from media.slices import Slices
from media.words import say

DIALECT = 'plain'

# Colors of the simplestyle specification. Other values could contain a URL.
_COLOR = RegExp('^(#[\\da-f]{3,8}|[a-z]+)$', 'i')

_GRID_STEPS = [30, 10, 5, 1, .5, .1]


async def draw(content, library, near: Element):
    """Draw the result of ``read`` as an <svg>, in time slices. Each path has its feature as ``feature``."""
    projection, height = projection_of(content, library)
    path = library.path(projection)
    drawing = _make(near, 'svg', {
        'viewBox': f'0 0 {WIDTH} {height}', 'role': 'group',
        'aria-label': say(words.MAP_OF, _count(content.features.length))})
    group = _make(near, 'g', {})
    drawing.append(group)
    if not content.is_flat:
        grid = _grid(content.box, library, path)
        group.append(_make(near, 'path', {'class': 'grid', 'd': grid, 'aria-hidden': 'true'}))
    slices = Slices()
    for feature in content.features:
        if slices.is_over():
            await slices.pause()
        kind = feature.geometry.type
        is_point = kind.endsWith('Point')
        is_line = kind.endsWith('LineString')
        element = _make(near, 'path', {
            'class': 'point' if is_point else 'line' if is_line else 'area', 'role': 'img',
            'd': _dots(feature.geometry, projection) if is_point else path(feature.geometry) or '',
            'aria-label': label_of(feature), 'tabindex': '-1'})
        style = feature.properties
        stroke = style['marker-color'] if is_point else style.stroke
        if _COLOR.test(stroke):
            element.style.stroke = stroke
        if not is_line and not is_point and _COLOR.test(style.fill):
            element.style.fill = style.fill
        element.feature = feature
        group.append(element)
    return drawing


def label_of(feature):
    """Return the label of a feature: its name, else its first properties, else its type."""
    properties = feature.properties
    name = properties.name or properties.NAME or properties.title
    first = Object.entries(properties).slice(0, 3).map(lambda each: f'{each[0]}: {property_text(each[1])}').join(', ')
    return property_text(name) if name else first or feature.geometry.type


def property_text(value):
    text = String(value)
    return text if text.length < 200 else text.slice(0, 200) + '…'


def _count(number):
    return say(words.ONE_FEATURE) if number == 1 else say(words.FEATURES, number)


def _dots(geometry, projection):
    """Return a path of zero-length lines. With round ends, they are dots whose size does not depend on the zoom."""
    places = [geometry.coordinates] if geometry.type == 'Point' else geometry.coordinates
    return places.map(lambda place: f'M{projection(place).map(_rounded)}h0').join('')


def _rounded(value):
    return Math.round(value * 100) / 100


def _grid(box, library, path):
    """Return the path of a grid of parallels and meridians with a suitable step."""
    west, south, east, north = box
    span = Math.max(east - west, north - south)
    step = _GRID_STEPS.find(lambda each: span / each > 3) or .1
    # Extend the grid beyond the box, since the map shows more than the box.
    around = step * 15
    grid = library.graticule().stepMinor([step, step]).extentMajor([[1, 1], [1, 1]]).stepMajor([360, 360]).extentMinor([
        [_floor(west - around, step), Math.max(-80, _floor(south - around, step))],
        [Math.min(_floor(west - around, step) + 360, east + around), Math.min(80.1, north + around)]])
    return path(grid()) or ''


def _floor(value, step):
    return Math.floor(value / step) * step


def _make(near: Element, name, attributes):
    element = create_svg(near, name)
    for key in Object.keys(attributes):
        element.setAttribute(key, attributes[key])
    return element
