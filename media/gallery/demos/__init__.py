"""Live demos, one per module, each with ``start(stage, section)``. A section refers to a demo by its module's name."""
