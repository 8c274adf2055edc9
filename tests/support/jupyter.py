"""Jupyter messages as kernels send them, created for tests, and what a page of consoles shows for them."""

from __future__ import annotations

import base64
import io

from PIL import Image

# Creates consoles by name in #out, passes messages to them, and reports what is on the page.
TOOLS = '''
globalThis.consoles = {};
globalThis.make = async (name, options) => {
  await BackendAI.loadConsole();
  const place = document.createElement('section');
  place.id = name;
  document.getElementById('out').append(place);
  consoles[name] = new BackendAI.Console(name, place, options);
};
globalThis.frames = async (count = 2) => {
  for (let each = 0; each < count; each++) await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
};
globalThis.settled = async () => {
  const isBusy = made => made.queue.pending.length || made.viewport.element.style.minHeight || made.element.querySelector('[aria-busy]');
  do { await frames(3); } while (Object.values(consoles).some(isBusy));
  await frames(2);
};
globalThis.feed = async (name, messages) => {
  for (const message of messages) consoles[name].append(message);
  await settled();
};
// Rows of text, pictures by their width, notes and HTML, in the order in which they stand.
globalThis.seen = name => {
  const found = [], walk = place => {
    for (const element of place.children) {
      if (element.matches('.backendai-row, .media-note')) found.push(element.textContent);
      else if (element.matches('img')) found.push(`<${element.width} x ${element.height}>`);
      else if (element.shadowRoot) found.push(element.shadowRoot.textContent);
      else if (element.matches('.backendai-prompt')) found.push('<prompt>');
      else walk(element);
    }
  };
  walk(consoles[name].viewport.content);
  return found;
};
'''


def png(width: int, height: int = 8) -> str:
    """A picture of that size in base64, with a line break at the end, as kernels send it."""
    file = io.BytesIO()
    Image.new('RGB', (width, height), (0, 120, 120)).save(file, 'PNG')
    return base64.b64encode(file.getvalue()).decode() + '\n'


def message(msg_type: str, content: dict, *, parent: str = '', session: str = 's1', buffers: list | None = None) -> dict:
    return {'header': {'msg_type': msg_type, 'msg_id': f'{msg_type}-of-{parent}', 'session': session},
            'parent_header': {'msg_id': parent} if parent else {}, 'metadata': {}, 'content': content, 'buffers': buffers or []}


def stream(text: str | list[str], name: str = 'stdout', **rest) -> dict:
    return message('stream', {'name': name, 'text': text}, **rest)


def display(data: dict, metadata: dict | None = None, *, display_id: str | None = None, msg_type: str = 'display_data', **rest) -> dict:
    transient = {} if display_id is None else {'display_id': display_id}
    return message(msg_type, {'data': data, 'metadata': metadata or {}, 'transient': transient}, **rest)


def update(data: dict, display_id: str, metadata: dict | None = None, **rest) -> dict:
    return display(data, metadata, display_id=display_id, msg_type='update_display_data', **rest)


def clear(wait: bool, **rest) -> dict:
    return message('clear_output', {'wait': wait}, **rest)


def status(state: str, **rest) -> dict:
    return message('status', {'execution_state': state}, **rest)


def error(name: str, value: str, traceback: list[str], **rest) -> dict:
    return message('error', {'ename': name, 'evalue': value, 'traceback': traceback}, **rest)
