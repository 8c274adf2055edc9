"""The page's state of a kernel, shared by all consoles with the same option ``kernel``; by default, by all consoles."""

from browser import Array, Map, Object, String, WeakMap


class Kernel:
    """The state of a kernel. ``displays`` are sets of displays by id, ``models`` the models of widgets by comm id.

    ``comms`` has the exports of the chunk of that name once there are widgets. ``capturing`` are the Output widgets
    that capture output, innermost last. ``awaited`` maps ids of messages from the page to functions to call when the
    kernel has finished them. ``on_open`` is called with new models.
    """

    def __init__(self):
        self.displays: Map = Map()
        self.models: Map = Map()
        self.comms: Object = None
        # Whether the chunk `comms` cannot be loaded.
        self.has_failed: bool = False
        self.capturing: Object = Array()
        self.awaited: Map = Map()
        self.on_open = None


_kernels: Map = Map()
# Kernels whose key is an object, such as a notebook on the page. They live as long as that object.
_kernels_of_objects: WeakMap = WeakMap()


def kernel_of(options) -> Kernel:
    """Return the kernel for the options of a console."""
    named = '' if options is None or options.kernel is None else options.kernel
    is_object = Object(named) is named
    name = named if is_object else String(named)
    known: WeakMap = _kernels_of_objects if is_object else _kernels
    kernel: Kernel = known.get(name)
    if kernel is None:
        kernel = Kernel()
        known.set(name, kernel)
    return kernel


def has_model(options, view) -> bool:
    """Return whether the state of the widget of a view, ``{model_id}``, is known."""
    return view is not None and kernel_of(options).models.has(view.model_id)


def forget(kernel: Kernel) -> None:
    """Reset a kernel after a restart, which invalidates display ids and widgets."""
    kernel.displays.clear()
    kernel.awaited.clear()
    kernel.capturing = Array()
    if kernel.comms is not None:
        kernel.comms.close_all(kernel.models)
