// Uses every public name once, with all strict rules of TypeScript.
import { BackendAI } from 'backend-ai-media';
import type {
  Action, Bundle, CommMessage, Console, ConsoleConstructor, ConsoleOptions, ConsoleRecord, Container, Details, Drawing, ErrorDetail,
  ExecutionResult, Format, Handler, Item, JupyterMessage, MediaOptions, Metadata, Outcome, RenderedItem, Renderer, Router, View,
  Webterm, WebtermEventMap, WebtermOptions, WebtermState, WebtermTheme,
} from 'backend-ai-media';

const container: Container = document.body.attachShadow({ mode: 'open' });
const details: Details = { width: '50%', height: 20, needs_background: 'dark', unconfined: true, alt: 'A plot' };
const metadata: Metadata = { ...details, 'image/png': details };
const bundle: Bundle = { data: { 'text/plain': 'x', 'image/png': '' }, metadata };
const items: Item[] = [['image/png', ''], ['image/png', '', metadata], { type: 'image/png', data: '', metadata }, bundle];

const action: Action = { label: 'Share', run: async (item: RenderedItem, slot: HTMLElement) => slot.append(item.type) };
const options: MediaOptions = {
  background: false, remote: ['https://cdn.example'], scripts: 'ask', sandbox: ['allow-forms', 'allow-popups'],
  actions: ['copy', 'save', 'enlarge', 'show', action],
};

async function showItems(): Promise<Outcome[]> {
  BackendAI.locale = 'ko';
  BackendAI.assetRoot = `https://media.example/${BackendAI.version}`;
  BackendAI.preload('text/html console');
  console.log(BackendAI.say('{} rows', 2).length);
  BackendAI.queue.push(() => BackendAI.Media.clear(container, 'r'));
  await BackendAI.load('console');
  const widened = [['image/png', 'data']];
  await BackendAI.Media.handleAll(widened, 'w', container);
  const isShown: boolean = BackendAI.Media.handle(bundle, 1, container, options);
  const outcomes = await BackendAI.Media.handle_all(items, 'r', container, options);
  for (const { id, type, ok, reason } of outcomes) console.log(id?.length, type?.length, ok, reason?.length, isShown);
  const lengths: number[] = await BackendAI.Utils.asyncSeries(['a', 'bc'], text => text.length);
  await BackendAI.Utils.async_series(lengths, async length => length + 1);
  const html: string = await BackendAI.Media.snapshot(container);
  const element: HTMLElement = await BackendAI.Media.snapshot(container, { format: 'element' });
  element.innerText = html;
  return outcomes;
}

const format: Format = { name: 'Text', type: 'text/plain', extension: 'txt', clipboard: 'text/plain', make: () => 'text' };
const renderer: Renderer = {
  types: ['text/x-mine'], rank: 5, slotClass: 'mine',
  async render(item, slot, id): Promise<View> {
    const handler: Handler | null | undefined = item.handlers('text/plain');
    if (handler) await item.load(handler.chunk);
    item.name = `${handler?.slot} ${handler?.rank} ${handler?.types.length} ${item.metadata?.alt} ${item.options} ${id}`;
    item.report(item.page('frame'), true);
    const node = slot.ownerDocument.createElement('pre');
    return { node, update: ({ data }) => node.append(data), dispose: () => node.remove(), formats: () => [format] };
  },
};
const unregister: () => void = BackendAI.Media.register(renderer);

async function showRun(result: ExecutionResult, message: JupyterMessage): Promise<void> {
  const consoleOptions: ConsoleOptions = {
    kernel: 'k', rows: 20, wrap: false, maxLines: 9, maxCharacters: 99, remote: 'block',
    onComm: (comm: CommMessage) => comm.header.msg_id + comm.msg_type + comm.content.comm_id + comm.channel + comm.buffers.length
      + String(comm.parent_header) + String(comm.metadata),
    onNextInput: (text, replace) => console.log(text, replace),
    onInput: text => console.log(text),
  };
  const records: ConsoleRecord[] = [['stdout', 'text'], ['html', '<b>x</b>'], ['media', ['image/png', '']], ['log', ['info', '0', 'x', 'y']]];
  const shown: Console | null = await BackendAI.Media.handleResult({ ...result, console: records, stdout: '', stderr: '', media: [], html: [],
    status: 'finished', options: { is_password: true } }, 'r', container, consoleOptions);
  await BackendAI.Media.handle_result(message, 'r', container);
  const Output: ConsoleConstructor = await BackendAI.loadConsole(() => {});
  const output = new (BackendAI.Console ?? Output)('c', container, consoleOptions);
  output.append({ ...message, content: {}, header: { msg_type: 'stream', msg_id: '1', session: 's' }, msg_type: 'stream',
    parent_header: { msg_id: '0' }, metadata: {}, buffers: [] });
  const router: Router = await Output.router();
  router.run('1', output);
  router.append(message);
  router.restart();
  router.remove(output);
  console.log(output.text(), shown);
  output.clear();
  output.dispose();
}

async function openTerminal(place: Element, theme: WebtermTheme): Promise<void> {
  const terminalOptions: WebtermOptions = {
    protocol: 'ttyd', token: async () => 'secret', shared: true, readOnly: false, theme, fontFamily: 'monospace', fontSize: 12, scrollback: 10,
    screenReader: true, keyBar: false, reconnect: true, titles: true, clipboard: false, images: true, renderer: 'webgl',
  };
  const Terminal = await BackendAI.loadWebterm();
  const terminal: Webterm = new (BackendAI.Webterm ?? Terminal)(place, 'session', terminalOptions);
  const listen = (event: WebtermEventMap['state']) => {
    const { state, text, code, reason, wait, tries } = event.detail;
    console.log(state, text, code?.toFixed(), reason?.length, wait?.toFixed(), tries?.toFixed());
  };
  terminal.addEventListener('state', listen, { once: true });
  terminal.addEventListener('title', event => console.log(event.detail.length));
  terminal.addEventListener('bell', event => console.log(event.detail === null));
  terminal.addEventListener('settings', event => console.log(event.detail.fontSize, event.detail.theme));
  terminal.removeEventListener('state', listen);
  await terminal.connect('wss://terminal.example/ws');
  const state: WebtermState = terminal.state;
  console.log(state, terminal.connecting, terminal.connected, terminal.skipped, terminal.waiting, terminal.container, terminal.theme);
  terminal.term.scrollToBottom();
  terminal.term.onData((data: string) => console.log(data, terminal.term.options.fontSize));
  terminal.focus();
  terminal.requestRedraw();
  terminal.resizeToFit();
  terminal.restartKernel();
  terminal.search();
  terminal.menu();
  terminal.close();
  terminal.dispose();
}

async function draw(place: Element): Promise<void> {
  if (!BackendAI.Drawing) return;
  const drawing: Drawing = new BackendAI.Drawing('d', place);
  await drawing.update('kA==');
  if (drawing.playing) drawing.pause();
  drawing.resume();
  drawing.replay();
  drawing.finish();
  console.log(drawing.getCanvas(0)?.width, drawing.container);
  drawing.dispose();
}

const complain = ({ detail }: CustomEvent<ErrorDetail>) => console.log(detail.reason, detail.id, detail.type, detail.ok);
document.addEventListener('backendai:error', complain);
document.body.addEventListener('backendai:error', complain);
if (container instanceof ShadowRoot) container.addEventListener('backendai:error', complain);
window.BackendAI = { assetRoot: '/assets', locale: 'ko', queue: [unregister] };

export { draw, openTerminal, showItems, showRun };
