"""One page, whose policy allows scripts by a nonce alone."""

import json
from pathlib import Path

from django.shortcuts import render
from django.urls import path

HOME = Path(__file__).resolve().parent
NONCE = 'bm9uY2U='


def result(request):
    items = json.loads((HOME / 'items.json').read_text())
    response = render(request, 'result.html', {'items': items, 'csp_nonce': NONCE})
    response['Content-Security-Policy'] = (HOME / 'policy.txt').read_text()
    return response


urlpatterns = [path('', result)]
