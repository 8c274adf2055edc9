"""Maps of GeoJSON: what the handler of application/geo+json is made of.

``reading``      turns GeoJSON into a list of features, however it is nested or broken
``projecting``   chooses a projection that shows all of them
``drawing``      creates the SVG elements of the map
``moving``       pans and zooms, and shows the properties of a feature
"""
