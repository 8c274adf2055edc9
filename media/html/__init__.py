"""HTML from kernels, shown where it can do no harm: the chunks ``html`` and ``html_frame``.

Every output takes these steps:

``limits``           refuses markup that would hold the page for seconds
``parsing``          reads markup into an inert tree; ``attributes`` renames what a strict policy would report
``tables``           hands an output that is one plain table to the feature ``table``

Markup without scripts is shown in the page:

``isolation``        sanitizes it into a shadow root
``stylesheets``      turns its style sheets into constructed ones, which strict policies allow
``contrast``         makes text readable on the page's own background

Markup with scripts runs in a frame:

``framing``          creates the frame, without an origin or network access, and its policy
``live``             limits how many frames run at a time; ``picture`` draws what stands in for the others
``heights``          follows the height that the content asks for
``page``             is the script inside of the frame; ``realms`` takes WebRTC and the like from every realm there
``known_libraries``  replaces libraries of CDNs by those of the release
``scripted``         runs a script of the release in a frame, for charts, diagrams and JavaScript of kernels

Both share ``permission``, which decides what may be fetched, ``granted``, which remembers what a person has allowed,
and ``backdrop``, which finds the color behind an element.
"""
