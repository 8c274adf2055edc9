"""Markup of kernels, made safe to show in the host page: DOMPurify, with the care around it that it leaves to others.

``shared`` offers ``isolated`` of media/html/isolation.py, which other chunks reach by ``load_shared('sanitizer')``.
"""

from media.html.isolation import isolated

shared = {'isolated': isolated}
