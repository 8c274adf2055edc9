"""Maps of GeoJSON: what the handler of application/geo+json is made of."""
