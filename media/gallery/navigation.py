"""Highlights the current section in the table of contents."""

from browser import Array, Element, IntersectionObserver, document

# The band of the viewport that determines the current section.
BAND = '-20% 0px -70% 0px'


def follow_reading(contents: Element) -> None:
    """Mark the entry of the current section, and keep the entry visible in the scrolling contents."""
    links: Array = Array.from_(contents.querySelectorAll('a'))

    def look(entries: Array) -> None:
        for entry in entries:
            if entry.isIntersecting:
                mark(entry.target.id)

    def mark(section_id: str) -> None:
        for link in links:
            if link.hash == f'#{section_id}':
                link.setAttribute('aria-current', 'true')
                reveal(contents, link)
            else:
                link.removeAttribute('aria-current')

    observer = IntersectionObserver(look, {'rootMargin': BAND})
    for link in links:
        section: Element = document.getElementById(link.hash.slice(1))
        if section is not None:
            observer.observe(section)


def reveal(contents: Element, link: Element) -> None:
    """Scroll only the contents; scrollIntoView() would also scroll the page."""
    outer = contents.getBoundingClientRect()
    box = link.getBoundingClientRect()
    if box.top < outer.top or box.bottom > outer.bottom:
        contents.scrollTop += box.top - outer.top - outer.height / 2
    if box.left < outer.left or box.right > outer.right:
        contents.scrollLeft += box.left - outer.left - 16
