"""The application that docs/integrate.md shows, with a policy that allows scripts by a nonce alone."""

from pathlib import Path

from shown import app, templates

POLICY = (Path(__file__).resolve().parent / 'policy.txt').read_text()
templates.env.globals['csp_nonce'] = 'bm9uY2U='


class Policy:
    """Adds the policy to the page, but not to the files of the release."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_with_policy(message):
            if message['type'] == 'http.response.start' and scope['path'] == '/':
                message['headers'].append((b'content-security-policy', POLICY.encode()))
            await send(message)

        await self.app(scope, receive, send_with_policy)


app.add_middleware(Policy)
