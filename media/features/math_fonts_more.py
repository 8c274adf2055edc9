"""The fonts of other alphabets, bold letters and rare symbols, loaded with the first formula that needs them."""

from media.math.fonts import install
from static.math_fonts_more import css

shared = {'install': lambda root: install(css, root)}
