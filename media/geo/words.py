"""The texts of this package, in English; ``{}`` stands for a value."""

ONE_FEATURE = '1 feature'
FEATURES = '{} features'
MAP_OF = 'Map, {}'
ZOOM_IN = 'Zoom in'
ZOOM_OUT = 'Zoom out'
SHOW_ALL = 'Show all'
NO_GEOMETRY = 'there is no geometry in it'
TOO_LARGE = 'it has more than {} features or {} positions'
INVALID_PARTS = 'Parts of it without a valid geometry: {}.'
