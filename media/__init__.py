"""All code that runs in the browser, in the dialect of Python that the build compiles (docs/dialect.md)."""
