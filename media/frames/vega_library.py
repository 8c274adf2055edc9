"""Vega, Vega-Lite and vega-embed, for HTML that would load them from a CDN, such as Altair's."""

LIBRARIES = ('vega/build/vega.min.js', 'vega-lite/build/vega-lite.min.js', 'vega-embed/build/vega-embed.min.js')
