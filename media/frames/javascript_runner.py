"""Runs the JavaScript of kernels, with the libraries that their other outputs have brought."""

from media.javascript.running import start

start()
