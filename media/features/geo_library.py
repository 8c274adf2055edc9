"""d3-geo, which projects positions on the earth."""

from npm.d3_geo import geoGraticule, geoIdentity, geoMercator, geoNaturalEarth1, geoPath

shared = {
    'graticule': geoGraticule, 'identity': geoIdentity, 'mercator': geoMercator, 'world': geoNaturalEarth1,
    'path': geoPath,
}
