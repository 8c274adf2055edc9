"""Interaction with maps: panning, and showing the properties of features."""

from media.geo.moving import enable

shared = {'enable': enable}
