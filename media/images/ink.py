"""How much of a picture's ink is lost on which ground.

Operators mean what they mean in JavaScript here: each of thousands of pixels is looked at.
"""

from browser import Math

DIALECT = 'plain'

# A ratio of contrast, as WCAG defines it, below which ink is lost.
MIN_CONTRAST = 1.6


def lightness_at(pixels, place):
    """The relative luminance of a pixel, nearly: from 0 to 1."""
    return (0.2126 * (pixels[place] / 255) ** 2.2 + 0.7152 * (pixels[place + 1] / 255) ** 2.2
            + 0.0722 * (pixels[place + 2] / 255) ** 2.2)


def count_ink(pixels, grounds):
    """The ink of a picture, as a share of its area, then that which is lost on each of the grounds' lightnesses."""
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
