"""Batches of cases on one page, and what went wrong: errors, rejections, long tasks, requests, changes and crashes."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserType, Error, Page, TimeoutError

from tests.fuzz.cases import Case
from tests.support.servers import Server
from tests.support.terminal_server import Peer, TerminalServer
from tests.support.visits import FLAGS, Visit

# The longest task that an item of up to 1 MB may cause on the main thread, in time of the processor.
MAX_TASK_MS = 200
# How long a batch may take until all its promises are settled, by its number of cases, and until it has been cleared.
SETTLE_TIMEOUT_MS = 25_000
SETTLE_TIMEOUT_PER_CASE_MS = 600
CLEAR_TIMEOUT_MS = 15_000
# How long a busy machine may take to open a page, and how often it is tried.
OPEN_TIMEOUT_MS = 60_000
OPEN_ATTEMPTS = 3
# Pages are opened anew after so many batches: they grow, as pages do.
BATCHES_PER_PAGE = 20
# How often a long task must come back when its batch is repeated, as other processes take time, too.
CONFIRMATIONS = 3

# Of so many PDF documents on a page, the browser's viewer shows one.
PDFS_PER_VIEWER = 20

# What each entry does with a value, in a container of its own.
ENTRIES = r'''({
  items: (place, value) => BackendAI.Media.handleAll([value], 'r', place),
  list: (place, value) => BackendAI.Media.handleAll(value, 'r', place),
  handle: (place, value) => { BackendAI.Media.handle(value, value, place); },
  again: async (place, [first, second]) => {
    await BackendAI.Media.handleAll([first], 'r', place);
    await BackendAI.Media.handleAll([second], 'r', place); },
  bundle: (place, value) => BackendAI.Media.handleAll([value], 'r', place),
  console: (place, value) => BackendAI.Media.handleResult(
    {status: 'continued', console: [['stdout', 'before\n'], ['media', value], ['stdout', 'after\n']]}, 'r', place),
  records: (place, value) => {
    const text = value => value?.[1] ?? value;
    return BackendAI.Media.handleResult({status: 'finished', console: [['stdout', text(value)], ['stderr', text(value)],
      ['log', [text(value), value?.[2], value?.[0], text(value)]], ['html', text(value)], [value, value], value]}, 'r', place); },
  response: async (place, value) => {
    await BackendAI.Media.handleResult(value, 'r', place, {onInput() {}});
    await BackendAI.Media.handleResult({status: 'finished', console: [['stdout', 'next\n']]}, 'r', place); },
})'''

HARNESS = r'''
window.fuzz = {
  entries: ENTRIES,
  long: [], changes: [], failures: [],
  start() {
    // The browser's own viewer of PDF loads 65 files for each document; pdf.js shows most of them.
    let documents = 0;
    Object.defineProperty(navigator, 'pdfViewerEnabled', {get: () => documents++ % PDFS === 0});
    new PerformanceObserver(list => this.note(list.getEntries())).observe({type: 'longtask'});
    this.observer = new MutationObserver(records => this.look(records));
    this.observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    this.before = this.state();
    addEventListener('unhandledrejection', event => this.failures.push(['rejection', String(event.reason?.stack ?? event.reason)]));
  },
  // Tasks of frames are those of outputs, which may keep themselves as busy as they like.
  note(entries) { for (const entry of entries) if (!entry.name.includes('descendant')) this.long.push(Math.round(entry.duration)); },
  look(records) {
    // What is off the page by now was in an output, or its parent tells of it. One region of the page announces results.
    const isAnnouncer = element => element.className === 'backendai-announcer';
    for (const {type, target, addedNodes} of records)
      if (target.isConnected && !['out', 'term'].some(id => document.getElementById(id).contains(target))
          && !isAnnouncer(target) && !(addedNodes.length === 1 && isAnnouncer(addedNodes[0])))
        this.changes.push(`${type} of ${target.nodeName}`); },
  state() { return {globals: Object.keys(window).filter(name => !/^\d+$/.test(name)).sort().join(), title: document.title, href: location.href,
    scroll: scrollX + scrollY, stored: localStorage.length, cookie: document.cookie, sheets: document.styleSheets.length}; },
  async run(cases) {
    const timeout = SETTLE + cases.length * SETTLE_PER_CASE;
    this.long = []; this.changes = []; this.failures = [];
    this.isDone = false;
    const out = document.getElementById('out'), places = [];
    const settled = [];
    for (const [entry, value] of cases) {
      const place = document.createElement('div');
      out.append(place);
      places.push(place);
      try {
        const shown = Promise.resolve(this.entries[entry](place, value));
        const late = new Promise((done, fail) => setTimeout(() => fail(`not settled after ${timeout} ms`), timeout));
        settled.push(Promise.race([shown, late]).catch(error => this.failures.push(['rejection', `${entry}: ${error?.stack ?? error}`])));
      } catch (error) { this.failures.push(['throws', `${entry}: ${error?.stack ?? error}`]); }
      await new Promise(done => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); });
    }
    await Promise.all(settled);
    await this.frames();
    for (const place of places) BackendAI.Media.clear(place);
    out.replaceChildren();
    await this.frames();
    const after = this.state();
    for (const name in after) if (after[name] !== this.before[name])
      this.failures.push(['changes outside', `${name}: ${this.before[name]} became ${after[name]}`]);
    if (this.changes.length) this.failures.push(['changes outside', [...new Set(this.changes)].slice(0, 5).join(', ')]);
    return {failures: this.failures, longest: Math.max(0, ...this.long)};
  },
  async frames() { for (let count = 0; count < 3; count++) await new Promise(done => requestAnimationFrame(() => setTimeout(done))); },
};
window.fuzzed = null;
fuzz.start();
'''.replace('ENTRIES', ENTRIES).replace('PDFS', str(PDFS_PER_VIEWER)).replace(
    'SETTLE_PER_CASE', str(SETTLE_TIMEOUT_PER_CASE_MS)).replace('SETTLE', str(SETTLE_TIMEOUT_MS))

# A page fetches its batches, which can have several MB: the protocol that drives browsers would copy them four times.
BATCH_PATH = '/batch.json'
START = '''() => { window.fuzzed = null;
  fetch('BATCH').then(answer => answer.json()).then(cases => fuzz.run(cases)).then(
    found => { window.fuzzed = found; }, error => { window.fuzzed = {failures: [['harness', String(error)]], longest: 0}; }); }
'''.replace('BATCH', BATCH_PATH)
POLLING_MS = 50
HOST = '<div style="height: 40px">above</div><div id="out" style="height: 600px; overflow: auto"></div><div id="term" style="height: 200px"></div>'


@dataclass(frozen=True)
class Failure:
    """What went wrong: ``kind`` is one of those that the page and ``Runner`` name."""

    kind: str
    detail: str


class MainThread:
    """How much of the time that a page's tasks take they really run: other processes of the machine take the rest."""

    def __init__(self, page: Page) -> None:
        self._sessions = []
        for domain in ('threadTicks', 'timeTicks'):
            session = page.context.new_cdp_session(page)
            session.send('Performance.enable', {'timeDomain': domain})
            self._sessions.append(session)
        self._last = self._seconds()

    def _seconds(self) -> list[float]:
        return [next(metric['value'] for metric in session.send('Performance.getMetrics')['metrics'] if metric['name'] == 'TaskDuration')
                for session in self._sessions]

    def share(self) -> float:
        """From 0 to 1, of the time since the last call."""
        before, self._last = self._last, self._seconds()
        running, passed = (after - then for after, then in zip(self._last, before, strict=True))
        return min(1, running / passed) if passed > 0 else 1


class Runner:
    """A browser with a page for batches; it starts another one after a crash."""

    def __init__(self, chromium: BrowserType, executable: str | None, release: Path) -> None:
        self._chromium, self._executable = chromium, executable
        self._site, self._assets = Server(), Server({'/': release.parent})
        self._root = f'{self._assets.origin}/{release.name}'
        self._terminals = TerminalServer()
        self._browser = self._visit = None
        self._peer: Peer | None = None
        self._batches = 0

    def close(self) -> None:
        self._stop()
        self._site.close()
        self._assets.close()
        self._terminals.close()

    def failures(self, cases: list[Case]) -> list[Failure]:
        """What went wrong in a batch; a long task is reported if it comes back each time."""
        failures, longest = self._run(cases)
        if longest > MAX_TASK_MS and not failures:
            for _ in range(CONFIRMATIONS - 1):
                again, other = self._run(cases)
                failures, longest = again, min(longest, other)
                if failures or longest <= MAX_TASK_MS:
                    break
        if longest > MAX_TASK_MS and not failures:
            failures = [Failure('long task', f'{longest} ms')]
        return failures

    def _run(self, cases: list[Case]) -> tuple[list[Failure], float]:
        if self._visit is None or self._batches >= BATCHES_PER_PAGE:
            self._open()
        self._batches += 1
        visit = self._visit
        timeout = SETTLE_TIMEOUT_MS + len(cases) * SETTLE_TIMEOUT_PER_CASE_MS + CLEAR_TIMEOUT_MS
        visit.page.set_default_timeout(timeout)
        shown = [[case.entry, case.value] for case in cases if case.entry != 'terminal']
        written = [case.value for case in cases if case.entry == 'terminal']
        try:
            self._thread.share()
            self._site.add_page(BATCH_PATH, json.dumps(shown))
            visit.page.evaluate(START)
            visit.page.wait_for_function('window.fuzzed !== null', polling=POLLING_MS)
            found = visit.page.evaluate('window.fuzzed')
            if written:
                found['longest'] = max(found['longest'], self._write(written))
            found['longest'] = round(found['longest'] * self._thread.share())
            visit.settle()
        except TimeoutError:
            self._stop()
            return [Failure('hang', f'the page did not answer for {timeout} ms')], 0
        except Error as error:
            self._stop()
            return [Failure('crash', str(error).split('\n')[0])], 0
        failures = [Failure(kind, detail) for kind, detail in found['failures']]
        failures += [Failure('page error' if problem.startswith('page error') else 'request' if 'request' in problem else 'crash', problem)
                     for problem in visit.problems]
        failures += [Failure('request', f'asked the host for {path}') for path in self._site.log if path not in ('/page.html', '/favicon.ico', BATCH_PATH)]
        visit.problems.clear()
        visit.requests.clear()
        visit.console.clear()
        self._site.log.clear()
        if failures:
            self._open()
        return failures, found['longest']

    def _write(self, texts: list) -> float:
        """Let a terminal show outputs; the longest task that one caused."""
        page = self._visit.page
        if self._peer is None:
            self._terminals.reset()
            page.evaluate('''async url => { await BackendAI.loadWebterm();
                window.t = new BackendAI.Webterm(document.getElementById('term'), 'session', {titles: true, keyBar: true});
                await t.connect(url); await fuzz.frames(); fuzz.look(fuzz.observer.takeRecords()); fuzz.changes = []; fuzz.before = fuzz.state(); }''', self._terminals.url())
            self._peer = self._terminals.accept()
        page.evaluate('() => { fuzz.long = []; }')
        for value in texts:
            if isinstance(value, str):
                self._peer.output(value.encode('latin-1', 'replace') if value.isascii() else value.encode('utf-8', 'replace'))
            else:
                self._peer.send(json.dumps(value))
        self._peer.output(b'\x18\x1b\\\x1bc')
        page.wait_for_function('t.waiting === 0')
        return page.evaluate('fuzz.frames().then(() => Math.max(0, ...fuzz.long))')

    def _open(self) -> None:
        """A page with nothing on it; another browser, if this one does not answer."""
        for attempt in range(OPEN_ATTEMPTS):
            try:
                self._open_page()
                return
            except Error:
                self._stop()
                if attempt == OPEN_ATTEMPTS - 1:
                    raise

    def _open_page(self) -> None:
        if self._visit is None:
            self._browser = self._chromium.launch(executable_path=self._executable, args=FLAGS)
        else:
            with suppress(Error):
                self._visit.context.close()
        self._visit = Visit(self._browser, self._site, self._assets, self._root)
        self._visit.page.set_default_timeout(OPEN_TIMEOUT_MS)
        self._visit.open(HOST)
        self._visit.page.evaluate(HARNESS)
        self._site.log.clear()
        self._thread = MainThread(self._visit.page)
        self._peer, self._batches = None, 0

    def _stop(self) -> None:
        if self._browser is not None:
            with suppress(Error):
                self._browser.close()
        self._browser = self._visit = None
