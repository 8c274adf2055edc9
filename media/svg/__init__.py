"""What the handler of SVG drawings is made of."""
