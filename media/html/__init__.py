"""HTML that a kernel put out, shown where it can do nothing: what the handler of text/html is made of."""
