"""The gallery and the documentation site, which ``build.py serve`` and ``build.py gallery`` make. No part of a release.

``page``         is the gallery's page: sections, a form to try an item, the sizes of the release
``figures``      shows each item when it comes near the window, with its caption and data; ``demos`` need code
``docs``         renders a page of the documentation, with navigation and search
``navigation``   marks the entry of the table of contents that is being read
``live``         reloads the page after a build, and shows errors of the build
``kernel_connection``, ``kernel_examples``, ``code_field``   are the live cell
``packing``      packs drawings as kernels do
``elements``     creates elements and fetches files
"""
