"""Container widgets."""

from browser import Array, Element, Map, Object, Reflect, String

from media.widgets.views import View


def _title(view: View, at: int) -> str:
    """Return the title of a child. ipywidgets 7 stores the titles in a dict."""
    titles: Array = view.items('titles')
    text = titles.at(at) if at < titles.length else Reflect.get(Object(view.get('_titles')), String(at))
    return String(text) if text is not None and text != '' else String(at + 1)


def keep_children(view: View, place: Element, wrap) -> None:
    """Draw the children in ``place``, reusing existing views; ``wrap(node, index)`` returns a child's container."""
    shown: Object = Object()
    views: Map = Map()

    def update() -> None:
        references: Array = view.items('children')
        key: str = references.join()
        if shown.key == key:
            return
        shown.key = key
        kept: Map = Map()
        place.replaceChildren()

        def keep(reference, at: int) -> None:
            # If a child occurs twice, each occurrence has its own view.
            name = f'{String(at)} {String(reference)}' if kept.has(reference) is True else reference
            child = views.get(name)
            if child is None:
                child = view.context.draw(view, reference)
            if child is None:
                return
            views.delete(name)
            kept.set(name, child)
            place.append(wrap(child.node, at))

        references.forEach(keep)
        views.forEach(lambda child: view.context.drop(view, child))
        views.clear()
        kept.forEach(lambda child, name: views.set(name, child))

    view.updates.append(update)


def draw_box(view: View) -> None:
    """Box, HBox, VBox and GridBox. Their layout model arranges the children."""
    kind = view.node.className
    keep_children(view, view.node, lambda node, at: node)

    def update() -> None:
        view.node.className = f'{kind} {view.words("box_style")}'

    view.updates.append(update)


def _select(view: View, at) -> None:
    view.change({'selected_index': at})


def draw_tab(view: View) -> None:
    """Tab. The arrow keys switch between tabs."""
    view.is_navigation = True
    bar = view.add('div', 'tabs')
    bar.role = 'tablist'
    panels = view.add('div', 'panels')

    def wrap(node: Element, at: int) -> Element:
        panel = view.add('div', 'panel')
        panel.role = 'tabpanel'
        panel.id = f'panel-{view.uid}-{at}'
        panel.append(node)
        return panel

    keep_children(view, panels, wrap)

    def go(event, at: int) -> None:
        last: int = view.items('children').length - 1
        steps = {'ArrowRight': at + 1, 'ArrowLeft': at - 1, 'Home': 0, 'End': last}
        target = Reflect.get(steps, event.key)
        if target is not None and target >= 0 and target <= last:
            event.preventDefault()
            _select(view, target)
            bar.children.item(target).focus()

    def add_tab(at: int) -> None:
        tab = view.add('button', 'tab', bar)
        tab.type = 'button'
        tab.role = 'tab'
        tab.setAttribute('aria-controls', f'panel-{view.uid}-{at}')
        tab.onclick = lambda event: _select(view, at)
        tab.onkeydown = lambda event: go(event, at)

    def update() -> None:
        count: int = view.items('children').length
        while bar.childElementCount > count:
            last: Element = bar.lastChild
            last.remove()
        while bar.childElementCount < count:
            add_tab(bar.childElementCount)
        index = view.number('selected_index', 0)
        for at in range(count):
            tab: Element = bar.children.item(at)
            tab.textContent = _title(view, at)
            tab.ariaSelected = 'true' if at is index else 'false'
            tab.tabIndex = 0 if at is index else -1
            panel: Element = panels.children.item(at)
            panel.hidden = at is not index

    view.updates.append(update)


def draw_accordion(view: View) -> None:
    """Accordion. At most one section is open."""
    view.is_navigation = True
    place = view.add('div', 'accordion')

    def wrap(node: Element, at: int) -> Element:
        part = view.add('div', 'part')
        button = view.add('button', 'heading', part)
        button.type = 'button'
        button.setAttribute('aria-controls', f'panel-{view.uid}-{at}')
        button.onclick = lambda event: _select(view, None if view.get('selected_index') is at else at)
        panel = view.add('div', 'panel', part)
        panel.id = f'panel-{view.uid}-{at}'
        panel.role = 'region'
        panel.append(node)
        return part

    keep_children(view, place, wrap)

    def update() -> None:
        index = view.get('selected_index')
        for at in range(place.childElementCount):
            part: Element = place.children.item(at)
            part.firstChild.textContent = _title(view, at)
            part.firstChild.ariaExpanded = 'true' if at is index else 'false'
            part.lastChild.ariaLabel = _title(view, at)
            part.lastChild.hidden = at is not index

    view.updates.append(update)


def draw_stack(view: View) -> None:
    """Stack. At most one child is visible."""
    keep_children(view, view.node, lambda node, at: node)

    def update() -> None:
        index = view.get('selected_index')
        for at in range(view.node.childElementCount):
            view.node.children.item(at).hidden = at is not index

    view.updates.append(update)
