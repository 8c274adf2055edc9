"""Texts of the user interface, in the language of the page.

Each package has a module of English texts named ``words``; modules outside of packages have media/texts.py. ``say`` is
for what stands on the page. Reasons of errors stay in English, as hosts get them with events and log them;
``say_reason`` is for those that stand on the page.
"""

from browser import window


def say(english: str, *values) -> str:
    """A text in the language of the page; each ``{}`` in it stands for the next value. Numbers get separators."""
    return window.BackendAI.say(english, *values)


async def say_reason(reason: str) -> str:
    """The reason of an error in the language of the page, for a note. The translations are loaded when needed."""
    translate = window.BackendAI.say.translate
    return reason if translate is None else await translate(reason)
