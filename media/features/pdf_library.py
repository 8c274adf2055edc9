"""pdf.js, which draws the pages of a PDF where the browser's own viewer is not allowed."""

from media.pdf.globals import restore
from npm.pdfjs_dist import PDFWorker, getDocument
from npm.pdfjs_dist.build.pdf.worker import WorkerMessageHandler

from media.pdf.pages import show

restore()
_library = {'Handler': WorkerMessageHandler, 'Worker': PDFWorker, 'open': getDocument}

shared = {'show': lambda node, name, data: show(node, name, data, _library)}
