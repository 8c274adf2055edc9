"""For Jinja without Flask, as in Starlette or FastAPI: an extension that gives templates ``backendai_script()``.

    environment = jinja2.Environment(extensions=['backendai_media.jinja.MediaExtension'])
    environment.backendai_asset_root = backendai_media.asset_root('/static/backendai-media')
    {{ backendai_script(nonce=csp_nonce) }}                 {# in a template #}

The application serves ``backendai_media.static_folder()`` at that address; or the asset root is a deployed release's.
"""

from __future__ import annotations

import jinja2
import jinja2.ext

import backendai_media


class MediaExtension(jinja2.ext.Extension):
    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        environment.extend(backendai_asset_root=backendai_media.asset_root())

        def script_tag(nonce: object = None) -> backendai_media.Markup:
            return backendai_media.script_tag(environment.backendai_asset_root, nonce=nonce)

        environment.globals.update(backendai_asset_root=lambda: environment.backendai_asset_root,
                                   backendai_script=script_tag)
