"""For Starlette and FastAPI: serves the release from the application, and gives its templates ``backendai_script()``.

    app.mount(URL_PREFIX, Release(), name=NAME)
    templates = Jinja2Templates('templates', context_processors=[context])
    {{ backendai_script(nonce=csp_nonce) }}                 {# in a template #}

For a deployed release, use ``backendai_media.jinja`` instead; nothing is served then.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import backendai_media

URL_PREFIX = '/backendai-media'
# The name of the route.
NAME = 'backendai_media'


class Release(StaticFiles):
    """An application that serves the files of the release, with the headers that they need."""

    def __init__(self) -> None:
        super().__init__(directory=backendai_media.static_folder())

    async def get_response(self, path: str, scope: Scope) -> Response:
        name = path.replace('\\', '/')
        headers = backendai_media.headers(name)
        if headers is None:
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        response.headers.update(headers)
        return response


def asset_root(request: Request) -> str:
    """The asset root of the application that answers ``request``, also if that is mounted below a path."""
    return request.url_for(NAME, path=f'/{backendai_media.HASH}').path


def script_tag(request: Request, nonce: object = None) -> backendai_media.Markup:
    return backendai_media.script_tag(asset_root(request), nonce=nonce)


def context(request: Request) -> dict[str, Callable]:
    """The context processor for ``Jinja2Templates``."""
    def backendai_script(nonce: object = None) -> backendai_media.Markup:
        return script_tag(request, nonce)

    return {'backendai_asset_root': lambda: asset_root(request), 'backendai_script': backendai_script}
