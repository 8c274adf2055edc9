"""Runs JavaScript from kernels, with the libraries that their earlier outputs have loaded."""

from media.javascript.running import start

start()
