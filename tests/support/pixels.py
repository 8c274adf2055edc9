"""Pictures for tests: what is seen on the screen, and small ones as items."""

from __future__ import annotations

import base64
import io

from PIL import Image


def picture_of(seen) -> Image.Image:
    """A screenshot, in RGB, of anything that has ``screenshot()``: a locator, an element, a page or an engine."""
    return Image.open(io.BytesIO(seen.screenshot())).convert('RGB')


def picture() -> Image.Image:
    """Red above, blue below, so that a test sees whether it is shown, and its orientation."""
    image = Image.new('RGB', (60, 40), 'red')
    image.paste('blue', (0, 20, 60, 40))
    return image


def data_uri(data: bytes, mime: str = 'image/png') -> str:
    return f'data:{mime};base64,{base64.b64encode(data).decode()}'


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
