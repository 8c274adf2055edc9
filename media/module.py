"""The entry of the npm package, an ES module: main, whose chunks the bundler of the host finds in the package."""

from media import main

BackendAI = main.BackendAI
