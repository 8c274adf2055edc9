"""Record what a kernel sends for the cases of ``widget_cases``, and replay the recordings on a page.

``python -m tests.support.widget_recordings`` records all of them anew, with the text of what each draws, for review.
"""

from __future__ import annotations

import asyncio
import base64
import json

from playwright.sync_api import Locator, Page, sync_playwright

from tests.support.kernel_server import ROOT, Client, serving
from tests.support.widget_cases import CASES, SETUP, Case, Step
from toolchain.setup.browser import ensure as ensure_browser

FIXTURE = ROOT / 'tests' / 'fixtures' / 'widget_recordings.json'

TOOLS = '''
globalThis.sent = [];
// What a person sees and a screen reader says: texts, and controls with their name, value and state.
globalThis.drawn = node => {
  const found = [];
  const named = element => element.getAttribute('aria-label') ?? [...element.labels ?? []].map(label => label.textContent).join() ?? '';
  const describe = element => {
    const states = ['Pressed', 'Selected', 'Expanded'].filter(name => element['aria' + name] === 'true').map(name => name.toLowerCase());
    if (element.disabled) states.push('disabled');
    return states.map(state => ` [${state}]`).join('');
  };
  const walk = element => {
    if (element.nodeType === Node.TEXT_NODE) { if (element.data.trim()) found.push(element.data.trim()); return; }
    if (element.nodeType === Node.ELEMENT_NODE && (element.matches('style, datalist, .backendai-announcer, [role=toolbar]') || !element.checkVisibility())) return;
    const tag = element.localName;
    if (tag === 'select') found.push(`${tag} ${named(element)}: ${[...element.options].map(option => option.text + (option.selected ? '*' : ''))}`);
    else if (tag === 'input' && /checkbox|radio/.test(element.type)) found.push(`${element.type} ${named(element)}: ${element.checked}`);
    else if (tag === 'input' || tag === 'textarea') found.push(`${element.type} ${named(element)}: ${element.value}${describe(element)}`);
    else if (tag === 'button') found.push(`button ${element.textContent || named(element)}${describe(element)}`);
    else if (element.role === 'progressbar') found.push(`progressbar ${element.ariaValueNow} of ${element.ariaValueMax}`);
    else if (tag === 'img') found.push(`img ${element.width}`);
    else for (const child of (element.shadowRoot ?? element).childNodes) walk(child);
  };
  walk(node);
  return found.join(' | ');
};
globalThis.frames = async count => { for (let each = 0; each < count; each++) await new Promise(done => requestAnimationFrame(() => setTimeout(done))); };
globalThis.begin = async () => {
  await BackendAI.loadConsole();
  globalThis.place = document.createElement('section');
  document.body.append(place);
  globalThis.shown = [];
  globalThis.made = new BackendAI.Console('replay', place, {kernel: 'replayed', onComm: message => { sent.push(message); }});
};
// Pass messages to the console, and note each change of what is drawn.
globalThis.take = async (messages, ids) => {
  for (const message of messages) {
    const buffers = (message.buffers ?? []).map(text => Uint8Array.from(atob(text), each => each.charCodeAt(0)).buffer);
    const text = JSON.stringify({...message, buffers: []}).replace(/"(back-\\d+)"/g, (whole, id) => JSON.stringify(ids[id] ?? id));
    made.append({...JSON.parse(text), buffers});
    // The console may take messages in slices. Changes of models are drawn at once, all others in later frames.
    while (made.queue.pending.length) await frames(1);
    if (/display|stream|result|clear|outputs/.test(message.msg_type + JSON.stringify(message.content))) {
      do { await frames(2); } while (made.queue.pending.length || made.element.querySelector('[aria-busy]'));
    }
    const now = drawn(made.viewport.content);
    if (now !== (shown.at(-1) ?? '')) shown.push(now);
  }
};
globalThis.end = () => { made.dispose(); place.remove(); };
'''


def find(page: Page | Locator, target: str):
    """The element for ``role:name``, ``label:text`` or ``css:selector``."""
    kind, name = target.split(':', 1)
    if kind == 'css':
        return page.locator(name)
    return page.get_by_label(name, exact=True) if kind == 'label' else page.get_by_role(kind, name=name, exact=True)


def act(page: Page | Locator, step: Step) -> None:
    """Do what a person does in a step."""
    if step.do is not None:
        method, target, *arguments = step.do
        getattr(find(page, target), method)(*arguments)


def replay(page: Page, case: Case, recording: dict) -> tuple[list[str], list[dict]]:
    """Replay a recording; returns what was drawn, whenever that changed, and the messages that went back."""
    start = page.evaluate('sent.length')
    ids: dict[str, str] = {}
    page.evaluate('begin()')
    page.evaluate('([messages, ids]) => take(messages, ids)', [recording['messages'], ids])
    for number, step in enumerate(case.steps):
        act(page, step)
        page.wait_for_function('count => sent.length >= count', arg=start + len(ids) + len(step.back))
        for msg_id in page.evaluate('from => sent.slice(from).map(message => message.header.msg_id)', start + len(ids)):
            ids[f'back-{len(ids)}'] = msg_id
        page.evaluate('([messages, ids]) => take(messages, ids)', [recording['steps'][number], ids])
    # A throttled change would follow an answer.
    page.wait_for_timeout(20)
    back = page.evaluate('''async from => sent.slice(from).map(message => ({msg_type: message.msg_type,
        content: JSON.parse(JSON.stringify(message.content, (key, value) => key === 'last_modified' ? 1700000000000 : value)),
        buffers: message.buffers.map(buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))))}))''', start)
    drawn = page.evaluate('shown')
    page.evaluate('end()')
    return drawn, back


def data_of(step: Step, kind: str, given: dict) -> dict:
    """The data of a message that the page sends in a step."""
    if kind == 'custom':
        return {'method': 'custom', 'content': given}
    return {'method': 'update', 'state': given, 'buffer_paths': step.paths}


def expected_back(case: Case, recording: dict) -> list[dict]:
    """The messages that have to go back, in order."""
    made = []
    for step in case.steps:
        for kind, widget, given in step.back:
            content = {'comm_id': recording['ids'][widget], 'data': data_of(step, kind, given)}
            made.append({'msg_type': 'comm_msg', 'content': content,
                         'buffers': [base64.b64encode(buffer).decode() for buffer in step.buffers]})
    return made


def kept(message: dict) -> dict:
    """The parts of a message that do not name the session."""
    made = {key: message[key] for key in ('msg_type', 'content')}
    made['parent_header'] = {'msg_id': message['parent_header'].get('msg_id')}
    if message['data']:
        made['buffers'] = [base64.b64encode(buffer).decode() for buffer in message['data']]
    return made


async def answers(client: Client, msg_id: str) -> list[dict]:
    """The messages on the iopub channel until the kernel has finished a request."""
    found = []
    while True:
        message = await client.receive()
        if message['parent_header'].get('msg_id') == msg_id and message['msg_type'] not in ('execute_input', 'execute_reply'):
            found.append(kept(message))
            if message['msg_type'] == 'status' and message['content']['execution_state'] == 'idle':
                return found


async def value_of(client: Client, expression: str):
    """The value of an expression in the kernel."""
    found = await answers(client, await client.start_run(f'import json\nprint(json.dumps({expression}, default=repr))'))
    texts = [message['content'] for message in found if message['msg_type'] in ('stream', 'error')]
    assert texts and 'text' in texts[0], (expression, texts)
    return json.loads(texts[0]['text'])


async def record(client: Client, number: int, case: Case) -> dict:
    """Run a case, answer for the page, and return everything that the kernel has sent."""
    run = await client.start_run(case.code)
    messages = await answers(client, run)
    assert not [message for message in messages if message['msg_type'] == 'error'], (case.name, messages)
    ids = {widget: await value_of(client, f'{widget}.comm.comm_id') for step in case.steps for _, widget, _ in step.back}
    steps, count = [], 0
    for step in case.steps:
        found = []
        for kind, widget, given in step.back:
            msg_id = f'back-{count}'
            count += 1
            await client.send(step.buffers, do='message', channel='shell', msg_type='comm_msg', msg_id=msg_id,
                              content={'comm_id': ids[widget], 'data': data_of(step, kind, given)})
            found += await answers(client, msg_id)
        steps.append(found)
    recording = {'name': case.name, 'messages': messages, 'steps': steps, 'ids': ids, 'after': await value_of(client, case.after)}
    text = json.dumps(recording).replace(run, 'run')
    opened = [message['content']['comm_id'] for message in [*messages, *sum(steps, [])] if message['msg_type'] == 'comm_open']
    for at, comm_id in enumerate(opened):
        text = text.replace(comm_id, f'{number}-{at}')
    return json.loads(text)


async def record_all() -> list[dict]:
    async with serving() as server, server.client() as client:
        await answers(client, await client.start_run(SETUP))
        return [await record(client, number, case) for number, case in enumerate(CASES)]


def main() -> None:
    from tests.support.servers import Server
    from toolchain.build import release
    recordings = asyncio.run(record_all())
    built = release.build(ROOT, ROOT / 'build' / 'recorded')
    site = Server({'/': built.directory.parent})
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=ensure_browser(ROOT)).new_context(timezone_id='Asia/Seoul').new_page()
        page.goto(site.add_page('/page.html', f'<!doctype html><title>t</title><script src="{site.origin}/{built.hash}/js/main.min.js"></script>'))
        page.evaluate(f'() => {{{TOOLS}}}')
        for case, recording in zip(CASES, recordings, strict=True):
            recording['drawn'], back = replay(page, case, recording)
            print(case.name, *recording['drawn'], sep='\n    ')
            if back != expected_back(case, recording):
                print('  DIFFERENT:', back)
    site.close()
    FIXTURE.write_text('[\n' + ',\n'.join(json.dumps(each, ensure_ascii=False, separators=(',', ':')) for each in recordings) + '\n]\n', encoding='utf-8')


if __name__ == '__main__':
    main()
