"""The gallery and the documentation site, built by ``build.py serve`` and ``build.py gallery``. Not part of a release.

``page``         is the gallery's page: sections, a form to try an item, the sizes of the release
``figures``      shows each item when it approaches the viewport, with its caption and data; ``demos`` run code
``docs``         renders a page of the documentation, with navigation and search
``navigation``   highlights the current section in the table of contents
``live``         reloads the page after a build, and shows build errors
``kernel_connection``, ``kernel_examples``, ``code_field``   implement the live cell
``packing``      packs drawings as kernels do
``elements``     creates elements and fetches files
"""
