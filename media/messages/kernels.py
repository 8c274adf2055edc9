"""What a page knows of a kernel: all consoles with the same option ``kernel`` share it, by default all of the page."""

from browser import Array, Map, Object, String, WeakMap


class Kernel:
    """``displays`` are lists of displays by their ids, ``models`` those of widgets by the ids of their comms.

    ``comms`` is what the chunk of that name shares, once there are widgets; ``capturing`` are the Output widgets that
    take output, the innermost last; ``awaited`` are functions to call when the kernel has done what a message of the
    page has caused, by the ids of those; ``on_open`` hears of new models.
    """

    def __init__(self):
        self.displays: Map = Map()
        self.models: Map = Map()
        self.comms: Object = None
        # Whether that chunk cannot be loaded.
        self.has_failed: bool = False
        self.capturing: Object = Array()
        self.awaited: Map = Map()
        self.on_open = None


_kernels: Map = Map()
# Those that are named by an object, such as a notebook on the page: they live as long as it.
_kernels_of_objects: WeakMap = WeakMap()


def kernel_of(options) -> Kernel:
    """The kernel that the options of a console name."""
    named = '' if options is None or options.kernel is None else options.kernel
    is_object = Object(named) is named
    name = named if is_object else String(named)
    known: Map = _kernels_of_objects if is_object else _kernels
    kernel: Kernel = known.get(name)
    if kernel is None:
        kernel = Kernel()
        known.set(name, kernel)
    return kernel


def has_model(options, view) -> bool:
    """Whether the state is known of the widget that a view, ``{model_id}``, is of."""
    return view is not None and kernel_of(options).models.has(view.model_id)


def forget(kernel: Kernel) -> None:
    """After a restart display ids mean something else, and widgets are dead."""
    kernel.displays.clear()
    kernel.awaited.clear()
    kernel.capturing = Array()
    if kernel.comms is not None:
        kernel.comms.close_all(kernel.models)
