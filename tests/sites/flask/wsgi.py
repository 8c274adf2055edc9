"""The application that docs/integrate.md shows, with a policy that allows scripts by a nonce alone."""

from pathlib import Path

from shown import app

HOME = Path(__file__).resolve().parent


@app.context_processor
def nonce():
    return {'csp_nonce': 'bm9uY2U='}


@app.after_request
def policy(response):
    if response.mimetype == 'text/html':
        response.headers['Content-Security-Policy'] = (HOME / 'policy.txt').read_text()
    return response
