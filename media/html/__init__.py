"""Displaying HTML from kernels safely: the chunks ``html`` and ``html_frame``.

Every output takes these steps:

``limits``           refuses markup that would block the page for seconds
``parsing``          parses markup into an inert tree; ``attributes`` renames attributes that policies would report
``tables``           passes an output that is one plain table to the feature ``table_markup``

Markup without scripts is shown in the page:

``isolation``        sanitizes it into a shadow root
``stylesheets``      converts its style sheets to constructed ones, which strict policies allow
``contrast``         makes text readable on the page's own background

Markup with scripts runs in a frame:

``framing``          creates the frame, without an origin or network access, and its policy
``live``             limits how many frames run at a time; ``picture`` draws the placeholders of the others
``heights``          follows the height that the content requests
``page``             is the script inside the frame; ``realms`` removes WebRTC and similar APIs from every realm there
``known_libraries``  replaces libraries from CDNs with those of the release; ``inlining`` writes them into the markup
``scripted``         runs a script of the release in a frame, for charts, diagrams and JavaScript of kernels
``messaging``        in frames, sends messages to the page, and takes those that say what to draw

Both use ``permission``, which decides what may be fetched, ``granted``, which remembers what the user has allowed,
and ``backdrop``, which finds the color behind an element.
"""
