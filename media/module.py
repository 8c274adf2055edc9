"""The entry of the npm package, an ES module: main, whose chunks the bundler of the host finds in the package."""

from browser import Object

from media import main
from media.places import PAGES

BackendAI = main.BackendAI
# Where a script tag was first, its main stays, and has pages of its own.
if BackendAI.load is main.load:
    Object.assign(BackendAI, {'_pages': PAGES})
