"""How much room an output of HTML may take."""

# In CSS pixels; a higher output scrolls in itself, so that it cannot push the rest of the page out of reach.
MAX_HEIGHT_PX = 10000
