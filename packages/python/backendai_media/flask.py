"""For Flask: serves the release from the application itself, and gives its templates ``backendai_script()``.

    BackendAIMedia(app)                                     # or BackendAIMedia().init_app(app)
    {{ backendai_script(nonce=csp_nonce) }}                 # in a template

``app.config['BACKENDAI_ASSET_ROOT']`` names a deployed release instead; nothing is served then. Set it before.
"""

from __future__ import annotations

from collections.abc import Callable

import flask

import backendai_media

URL_PREFIX = '/backendai-media'


class BackendAIMedia:
    """The extension; ``url_prefix`` is where an application serves the release."""

    def __init__(self, app: flask.Flask | None = None, url_prefix: str = URL_PREFIX) -> None:
        self.url_prefix = url_prefix
        if app is not None:
            self.init_app(app)

    def init_app(self, app: flask.Flask) -> None:
        if not app.config.setdefault('BACKENDAI_ASSET_ROOT', None):
            blueprint = flask.Blueprint('backendai_media', __name__, url_prefix=self.url_prefix)
            blueprint.add_url_rule('/<path:name>', 'file', _file_view())
            app.register_blueprint(blueprint)
        app.extensions['backendai_media'] = self
        app.jinja_env.globals.update(backendai_asset_root=asset_root, backendai_script=script_tag)


def asset_root() -> str:
    """The asset root of the current application, also where that is mounted below a path."""
    deployed = flask.current_app.config['BACKENDAI_ASSET_ROOT']
    return deployed or flask.url_for('backendai_media.file', name=backendai_media.HASH)


def script_tag(nonce: object = None) -> backendai_media.Markup:
    return backendai_media.script_tag(asset_root(), nonce=nonce)


def _file_view() -> Callable[[str], flask.Response]:
    """The view of files, a function for each application, since Flask-Talisman stores its options in it.

    The policy of the application's pages would stop the scripts of ``frame.html``, which sets a policy of its own.
    """
    def view(name: str) -> flask.Response:
        return _file(name)

    view.talisman_view_options = {'content_security_policy': None, 'frame_options': None}
    return view


def _file(name: str) -> flask.Response:
    headers = backendai_media.headers(name)
    if headers is None:
        flask.abort(404)
    response = flask.send_from_directory(backendai_media.static_folder(), name)
    response.headers.update(headers)
    return response
