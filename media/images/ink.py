"""Measures how much of an image's ink is illegible on given backgrounds.

Operators have JavaScript semantics here, for speed: this code runs for thousands of pixels.
"""

from browser import Math

DIALECT = 'plain'

# The WCAG contrast ratio below which ink counts as illegible.
MIN_CONTRAST = 1.6


def lightness_at(pixels, place):
    """Return the approximate relative luminance of a pixel, from 0 to 1."""
    return (0.2126 * (pixels[place] / 255) ** 2.2 + 0.7152 * (pixels[place + 1] / 255) ** 2.2
            + 0.0722 * (pixels[place + 2] / 255) ** 2.2)


def count_ink(pixels, grounds):
    """Return the ink of an image as a share of its area, followed by the share illegible on each given lightness."""
    counts = [0, *grounds.map(lambda ground: 0)]
    for place in range(0, pixels.length, 4):
        share = pixels[place + 3] / 255
        if share > 0.01:
            counts[0] += share
            lightness = lightness_at(pixels, place)
            for which in range(grounds.length):
                ground = grounds[which]
                if Math.max(lightness, ground) + 0.05 < MIN_CONTRAST * (Math.min(lightness, ground) + 0.05):
                    counts[which + 1] += share
    return counts.map(lambda count: count * 4 / pixels.length)
