"""The entry of the npm package, an ES module: main, whose chunks and pages the host's bundler finds in the package."""

from media import main

BackendAI = main.BackendAI
