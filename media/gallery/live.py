"""Live reload: reloads the page after a build, and shows an overlay if the build fails."""

from browser import JSON, Element, EventSource, document, window

from media.gallery.elements import by_id, make, site_url

OVERLAY = 'problem'


def follow() -> None:
    """Listen to the development server while the page is open."""
    events = EventSource(site_url('gallery/events'))
    seen: list[str] = []

    def listen(event) -> None:
        state = JSON.parse(event.data)
        version: str = state.version
        if not seen:
            seen.append(version)
        if seen[0] != version:
            window.location.reload()
        else:
            show_problem(state.problem)

    events.addEventListener('message', listen)


def show_problem(problem: str) -> None:
    """Show a build problem in an overlay, or remove the overlay if there is none."""
    overlay: Element = by_id(OVERLAY)
    if overlay is not None:
        overlay.remove()
    if problem:
        cover = make('div')
        cover.id = OVERLAY
        cover.setAttribute('role', 'alert')
        dismiss = make('button', 'Dismiss', 'small')
        dismiss.type = 'button'
        dismiss.addEventListener('click', lambda event: cover.remove())
        advice = 'The page shows the last good build. It reloads as soon as you save a fix.'
        cover.append(make('h2', 'The build failed'), make('pre', problem), make('p', advice), dismiss)
        document.body.append(cover)
