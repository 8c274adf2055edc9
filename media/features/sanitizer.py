"""DOMPurify, for markup from kernels that is shown in the host page; media/html contains the code around it.

``shared`` provides ``purifier``, a separate instance, to other chunks: ``(await load_shared('sanitizer')).shared``.
"""

from browser import DOMParser, Element, HTMLTemplateElement, Node, NodeFilter, document
from npm.dompurify import default as create_purifier

from media.dom import create
from media.html import words

# DOMPurify takes its functions from a document whose properties no element of the page can override. If it does not
# find them, it returns markup unchanged.
_purifier = create_purifier({
    'document': create(document, 'template').content.ownerDocument, 'Element': Element, 'Node': Node,
    'NodeFilter': NodeFilter, 'DOMParser': DOMParser, 'HTMLTemplateElement': HTMLTemplateElement,
})
if _purifier.isSupported is not True:
    raise Exception(words.UNSUPPORTED_BROWSER)

shared = {'purifier': _purifier}
