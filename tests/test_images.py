"""Raster images: what a person sees of each real and hostile one."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pytest

SHOWN = {
    'anim.gif': (100, 60), 'anim.png': (100, 60), 'anim.webp': (100, 60), 'anim_loop1.gif': (100, 60), 'anim.apng': (100, 60),
    'cmyk.jpg': (120, 90), 'graphviz.png': (231, 317), 'gray16.png': (64, 64), 'lossless.webp': (120, 90), 'small.avif': (120, 90),
    'small.bmp': (120, 90), 'small.gif': (120, 90), 'small.ico': (64, 48), 'small.jpg': (120, 90), 'small.webp': (120, 90),
    'wide_20000x3.png': (20000, 3), 'jupyter_mpl_png': (547, 413), 'retina': (1069, 826),
    'variant_urlsafe_base64': (120, 90), 'variant_charset_param': (120, 90), 'variant_object_form': (120, 90),
}


@pytest.mark.parametrize('name', SHOWN)
def test_every_kind_of_image_is_shown(visit, fixtures, name):
    visit.open()
    outcome, = visit.show(fixtures('image')[name])
    size = visit.page.evaluate('(() => { const i = document.querySelector("#out > div.media-item.media-image > img#r-0");'
                               'return [i.naturalWidth, i.naturalHeight, i.complete] })()')
    assert outcome['ok'] and outcome['reason'] is None
    assert (size[0], size[1]) == SHOWN[name] or name.startswith('jupyter') and size[0] > 300
    assert visit.errors == []
