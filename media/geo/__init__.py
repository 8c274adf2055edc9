"""GeoJSON maps, the implementation of the handler for application/geo+json.

``reading``      parses GeoJSON, nested or partly invalid, into a list of features
``projecting``   chooses a projection that shows all of them
``drawing``      creates the SVG elements of the map
``moving``       pans and zooms, and shows the properties of a feature
"""
