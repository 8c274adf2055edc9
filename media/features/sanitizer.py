"""DOMPurify, for markup of kernels that is shown in the host page; the care around it is media/html's.

``shared`` offers ``purifier``, an instance of its own, to other chunks: ``(await load_shared('sanitizer')).shared``.
"""

from npm.dompurify import default as create_purifier

shared = {'purifier': create_purifier()}
