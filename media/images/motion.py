"""Animated images for users who prefer reduced motion: the first frame, and a button that plays and stops them."""

from browser import Element

from media.dom import create, window_of
from media.images import words
from media.words import say


def prefers_stillness(near: Element) -> bool:
    return window_of(near).matchMedia('(prefers-reduced-motion:reduce)').matches is True


def hold_still(picture: Element) -> Element:
    """Show the first frame of a loaded animated image. Return an element with its play button, to insert after it."""
    moving = picture.src
    canvas = create(picture, 'canvas')
    canvas.width = picture.naturalWidth
    canvas.height = picture.naturalHeight
    canvas.getContext('2d').drawImage(picture, 0, 0)
    still = canvas.toDataURL()
    strip = create(picture, 'div')
    button = create(picture, 'button')
    button.type = 'button'

    def show(is_playing: bool) -> None:
        picture.src = moving if is_playing else still
        button.textContent = say(words.STOP) if is_playing else say(words.PLAY)

    def toggle(event) -> None:
        show(picture.src == still)

    show(False)
    button.onclick = toggle
    button.style.minHeight = button.style.minWidth = '24px'
    strip.append(button)
    return strip
