/** The public interface of backend.ai-media: what an importing module gets, and what a script tag puts on `window`. */

import type { Terminal } from './xterm.js';

/** How an item is shown, as in Jupyter's metadata: directly, or under the item's type. */
export interface Details {
  /** In CSS pixels, or a length such as `"50%"`; with one of them alone, images keep their ratio. */
  width?: number | string;
  height?: number | string;
  /** What a transparent image needs behind it. */
  needs_background?: 'light' | 'dark';
  /** Whether an image is shown in full size, in a box that scrolls. */
  unconfined?: boolean;
  /** What it is, for people who cannot see it. */
  alt?: string;
}

export type Metadata = Details & { [type: string]: Details | number | string | boolean | undefined };

/** A MIME bundle of Jupyter's: one result in several representations, of which the best is shown. */
export interface Bundle {
  readonly type?: null;
  readonly data: { readonly [type: string]: unknown };
  readonly metadata?: Metadata;
}

/** One item as kernels send it: a MIME type and its data, as a pair or as an object, or a bundle. */
export type Item =
  | readonly [type: string, data: unknown, metadata?: Metadata]
  | { readonly type: string; readonly data: unknown; readonly metadata?: Metadata }
  | Bundle;

/** A pair whose type TypeScript has widened to an array, as in `const items = [['image/png', data]]`. */
export type WidenedItem = readonly unknown[];

/** Accepts items, and arrays of any length that may contain a type; refuses other values. */
export type Checked<Given> = Given extends Item | null | undefined
  ? Given
  : Given extends WidenedItem
    ? number extends Given['length']
      ? string extends Given[number]
        ? Given
        : Item
      : Item
    : Item;

/** Where items are shown: an element or a shadow root, of any document. */
export type Container = Element | ShadowRoot;

/** What became of one item. */
export interface Outcome {
  /** The id that it has on the page; none where there was no container to show it in. */
  id?: string;
  /** Its type, in lower case. */
  type: string | null;
  /** Changes to false, in this object, if the frame of the item cannot run its scripts. */
  ok: boolean;
  /** Why it is not shown, as its place says; null where it is. */
  reason: string | null;
}

/** What the host allows outputs, whatever they ask for; all may be left out. */
export interface MediaOptions {
  /** Whether transparent images that the page would hide get a ground; they do unless this is false. */
  background?: boolean;
  /** Whether HTML may fetch: the person is asked (the default), it may, it may not, or may from these origins unasked. */
  remote?: 'ask' | 'load' | 'block' | readonly string[];
  /** Whether HTML may run scripts, in a frame without an origin (the default), or not at all. */
  scripts?: 'frame' | 'ask' | 'never';
  /** What such scripts may do besides running. */
  sandbox?: readonly (
    | 'allow-downloads'
    | 'allow-forms'
    | 'allow-modals'
    | 'allow-pointer-lock'
    | 'allow-popups'
    | 'allow-popups-to-escape-sandbox'
    | 'allow-presentation'
  )[];
  /** The toolbar of each item: none, or only these actions; all of ours unless given. */
  actions?: false | readonly ('copy' | 'save' | 'enlarge' | 'show' | Action)[];
}

/** An action of the host's own in the toolbars of items. */
export interface Action {
  label: string;
  /** Gets the item that is shown and its slot; if it fails, the toolbar says why. */
  run(item: RenderedItem, slot: HTMLElement): void | PromiseLike<void>;
}

/** What an item can be copied and saved as. */
export interface Format {
  name: string;
  /** The MIME type of the file. */
  type: string;
  /** Without a dot. */
  extension: string;
  /** What the clipboard takes it as; null if it is only saved. */
  clipboard: 'text/plain' | 'text/html' | 'image/png' | null;
  make(): string | Blob | PromiseLike<string | Blob>;
}

export interface Media {
  /**
   * Show one item at the end of the container, or in place of what `resultId` shows there. False, with nothing put on
   * the page, if no handler shows the type, or the item or the container is missing.
   */
  handle<Given extends Item | WidenedItem | null | undefined>(
    item: Given & Checked<Given>,
    resultId: string | number,
    container: Container | null,
    options?: MediaOptions,
  ): boolean;
  /**
   * Show exactly these items in their order; item i gets the id `resultId + '-' + i`. What a longer list showed under the
   * same id is removed. The Promise never rejects.
   */
  handleAll<Given extends Item | WidenedItem | null | undefined>(
    items: readonly (Given & Checked<Given>)[],
    resultId: string | number,
    container: Container | null,
    options?: MediaOptions,
  ): Promise<Outcome[]>;
  /**
   * Show a response of the execute API, or a Jupyter message, in the console of `resultId`, which is made for the first one. The Promise never
   * rejects; it is of that console, or of null.
   */
  handleResult(
    result: ExecutionResult | JupyterMessage,
    resultId: string | number,
    container: Container | null,
    options?: ConsoleOptions,
  ): Promise<Console | null>;
  /** Remove what the container shows, or only what it shows for one result, and free all that it holds. */
  clear(container: Container | null, resultId?: string | number): void;
  /**
   * What the container shows, all of it, without scripts: as one HTML text that looks the same when it is opened from a
   * file, or as an element. Canvases are pictures in it. The Promise rejects if the container is missing.
   */
  snapshot(container: Container, options?: { format?: 'html' }): Promise<string>;
  snapshot(container: Container, options: { format: 'element' }): Promise<HTMLElement>;
  /** Let a renderer of yours show its types, also in place of ours; a function that takes it back. */
  register(renderer: Renderer): () => void;
  /** The same function as `handleAll`. */
  handle_all: Media['handleAll'];
  /** The same function as `handleResult`. */
  handle_result: Media['handleResult'];
}

/** What a renderer gets to show. */
export interface RenderedItem {
  /** In lower case, without parameters. */
  readonly type: string;
  readonly data: any;
  readonly metadata?: Metadata;
  /** Those of the call that shows the item. */
  readonly options?: any;
  /** What screen readers call the output; set it. */
  name?: string;
  /** Dispatch a `backendai:error` event; the item stays. If it `hasFailed`, its outcome changes to `ok: false`. */
  report(reason: string, hasFailed?: boolean): void;
  /** The address of a page of the release. */
  page(name: string): string;
  /** The handler that shows a type. */
  handlers(type: string): Handler | null | undefined;
  /** The module of a handler's chunk. */
  load(chunk: string | Renderer): Promise<Renderer> | Renderer;
}

/** What shows some types: a chunk of the release by its name, or a renderer of a host. */
export interface Handler {
  readonly chunk: string | Renderer;
  /** The class of the slot. */
  readonly slot: string;
  readonly types: readonly string[];
  readonly rank?: number;
}

/** What is shown, and how it is updated and freed; all may be left out. */
export interface View {
  node?: Node;
  /** Called in place of `render` when the same slot gets another item of the same handler. */
  update?(item: RenderedItem): void | PromiseLike<void>;
  /** Called once: when the view is replaced or cleared, or has left the page. */
  dispose?(): void;
  /** What the toolbar copies and saves; the first one is what Save saves. */
  formats?(): Format[];
}

/** A handler of the host's own; docs/handlers.md has the details. */
export interface Renderer {
  types: readonly string[];
  render(item: RenderedItem, slot: HTMLElement, id: string): Rendered | PromiseLike<Rendered>;
  /** For bundles: the representation with the largest rank is shown; 0 unless given. */
  rank?: number;
  /** The class of the slot; `media-item` unless given. */
  slotClass?: string;
}

export type Rendered = Node | View | null | undefined | void;

export interface Utils {
  /** Call the handler with one item after the other, waiting for each; a Promise of all results. */
  asyncSeries<Value, Result>(
    items: Iterable<Value> | ArrayLike<Value>,
    handler: (item: Value) => Result | PromiseLike<Result>,
  ): Promise<Result[]>;
  /** The same function as `asyncSeries`. */
  async_series: Utils['asyncSeries'];
}

/** The detail of a `backendai:error` event: what is known of the item, and the reason. */
export interface ErrorDetail extends Partial<Outcome> {
  reason: string;
}

/** All may be left out. */
export interface WebtermOptions {
  /** The server's protocol: Backend.AI's own (the default), ttyd's, or that of Jupyter servers (terminado). */
  protocol?: 'backendai' | 'ttyd' | 'jupyter';
  /** ttyd's authentication token, or a function that is called before each connection. */
  token?: string | (() => string | Promise<string>);
  /** With ttyd: whether all connections reach one program, as with `ttyd tmux attach`. */
  shared?: boolean;
  /** Send nothing that is typed; for a ttyd without `-W`. */
  readOnly?: boolean;
  /** `'dark'`, `'light'`, or colours by xterm's names; without it the terminal follows its page. */
  theme?: WebtermTheme;
  fontFamily?: string;
  /** In CSS pixels; 14 unless given. */
  fontSize?: number;
  /** How many lines are kept above the screen; 5000 unless given. */
  scrollback?: number;
  /** Keep the text of the screen where screen readers find it, and announce output. */
  screenReader?: boolean;
  /** A row of the keys that phones lack: everywhere, nowhere, or, unless given, on touch screens. */
  keyBar?: boolean;
  /** Whether to reconnect automatically: true by default; false for addresses that can be used only once. */
  reconnect?: boolean;
  /** Whether programs may cause `title` events. */
  titles?: boolean;
  /**
   * Whether programs may fill the clipboard: always, never, or, unless given, once after a person has selected
   * something with the mouse in a program that handles it. No program can read the clipboard.
   */
  clipboard?: boolean;
  /** Show images in sixel and iTerm's format. */
  images?: boolean;
  /** `'webgl'` draws with WebGL 2 where there is any; `'dom'` is the default. */
  renderer?: 'dom' | 'webgl';
}

export type WebtermTheme = 'dark' | 'light' | { [colour: string]: string | string[] | undefined };

export type WebtermState = 'idle' | 'connecting' | 'open' | 'lost' | 'reconnecting' | 'gone';

export interface WebtermStateDetail {
  state: WebtermState;
  /** What the terminal's status line says. */
  text: string;
  /** The close code and reason of the WebSocket. */
  code?: number;
  reason?: string;
  /** Milliseconds until the next try, and how many there were. */
  wait?: number;
  tries?: number;
}

export interface WebtermEventMap {
  state: CustomEvent<WebtermStateDetail>;
  title: CustomEvent<string>;
  bell: CustomEvent<null>;
  /** A person has chosen a text size or a theme in the menu. */
  settings: CustomEvent<{ fontSize: number; theme: WebtermTheme | null | undefined }>;
}

/** A terminal of a session, drawn by xterm.js. */
export interface Webterm {
  readonly container: Element;
  readonly connecting: boolean;
  readonly connected: boolean;
  readonly state: WebtermState;
  /** How many frames of the server could not be understood. */
  readonly skipped: number;
  /** How many received bytes are not shown yet. */
  readonly waiting: number;
  theme: WebtermTheme | undefined;
  /** xterm's own object, with its whole interface. */
  readonly term: Terminal;
  /** Open the WebSocket; the Promise is rejected where there is one already, or this one fails. */
  connect(url: string): Promise<void>;
  close(): void;
  focus(): void;
  /** Send Ctrl+L and draw the screen anew. */
  requestRedraw(): void;
  /** Fit the terminal to its container and tell the server; this also happens automatically. */
  resizeToFit(): void;
  /** Restart the session (Backend.AI) or its process (ttyd), and connect to the new one. */
  restartKernel(): void;
  /** Open the search bar. */
  search(): void;
  /** Open the menu at the cursor. */
  menu(): void;
  /** Close, and leave nothing on the page. */
  dispose(): void;
  addEventListener<Name extends keyof WebtermEventMap>(
    name: Name,
    listener: (event: WebtermEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof WebtermEventMap>(
    name: Name,
    listener: (event: WebtermEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
}

export interface WebtermConstructor {
  new (container: Element, sessionId: string, options?: WebtermOptions): Webterm;
}

/** What kernels send in the place of an item where there was nothing to show. */
export type Nothing = readonly [type: null, data: null];

/** One record of the console list of the execute API. */
export type ConsoleRecord =
  | readonly [kind: 'stdout' | 'stderr' | 'html', text: string]
  | readonly [kind: 'media', item: Item | Nothing | string | null]
  | readonly [kind: 'log', record: readonly [level: string, time: string, logger: string, message: string] | string];

/** A response of the execute API: of today's with `console`, of version 1 with the fields of their own. */
export interface ExecutionResult {
  readonly status?: string;
  readonly console?: readonly ConsoleRecord[] | null;
  readonly stdout?: string | null;
  readonly stderr?: string | null;
  readonly media?: readonly (Item | Nothing)[] | null;
  readonly html?: readonly string[] | null;
  readonly options?: { readonly is_password?: boolean } | null;
  readonly [more: string]: unknown;
}

/** A message of a Jupyter kernel, of any channel; its type is in the header or beside it. */
export interface JupyterMessage {
  readonly header?: { readonly msg_type?: string; readonly msg_id?: string; readonly session?: string; readonly [more: string]: unknown };
  readonly msg_type?: string;
  readonly parent_header?: { readonly msg_id?: string; readonly [more: string]: unknown };
  readonly metadata?: object;
  readonly content: object;
  readonly buffers?: readonly unknown[];
  readonly [more: string]: unknown;
}

/** Gives each message of one stream to the console of its run. */
export interface Router {
  /** Shows the output of the request with that id in this console from now on. */
  run(msgId: string, console: Console): void;
  /** Pass a message on; one of an unknown run goes to the newest console. */
  append(message: JupyterMessage): void;
  /** After a restart of the kernel: what it still had under way is dropped. */
  restart(): void;
  /** Forget a console. */
  remove(console: Console): void;
}

/** What a widget sends to its kernel: a `comm_msg` of Jupyter's messaging protocol. */
export interface CommMessage {
  header: { msg_id: string; msg_type: string; version: string };
  msg_type: string;
  parent_header: object;
  metadata: object;
  content: { comm_id: string; data: object };
  buffers: ArrayBuffer[];
  channel: string;
}

/** All may be left out. */
export interface ConsoleOptions {
  /** The kernel whose displays update each other; all consoles without one share one. */
  kernel?: string;
  /**
   * Takes what a person changes in a widget: a Jupyter message for the kernel's shell channel. Returns the id of the
   * message if your client chooses it. Without this, widgets are disabled.
   */
  onComm?: (message: CommMessage) => string | void;
  /** Takes code that the kernel suggests as the next input. */
  onNextInput?: (text: string, replace: boolean) => void;
  /** Takes what a person enters while the program waits for input. */
  onInput?: (text: string) => void;
  /** How many rows are in sight before the console scrolls; 30 unless given. */
  rows?: number;
  /** Whether lines are wrapped at first; true unless given. */
  wrap?: boolean;
  /** What is kept: 2,000,000 lines and 100,000,000 characters unless given. */
  maxLines?: number;
  maxCharacters?: number;
  /** All options go to the handlers of media and HTML, too. */
  readonly [more: string]: unknown;
}

/** The output of a run, or of several, in the order it came. */
export interface Console {
  /** Show a response, a list of console records, a Jupyter message, or text. */
  append(result: ExecutionResult | readonly ConsoleRecord[] | JupyterMessage | readonly JupyterMessage[] | string | null): void;
  clear(): void;
  /** All text and all logs without colors. */
  text(): string;
  /** Take it off the page, with all it holds. */
  dispose(): void;
}

export interface ConsoleConstructor {
  new (resultId: string | number, container: Container, options?: ConsoleOptions): Console;
  /** What gives each message of one stream to the console of its run. */
  router(): Promise<Router>;
}

/** The drawings of one container, canvas by canvas, which the items of `application/x-sorna-drawing` continue. */
export interface Drawing {
  readonly container: Container;
  /** Whether something is being animated. */
  readonly playing: boolean;
  /** Go on drawing with what a kernel sent: base64 of a MessagePack list of commands. */
  update(data: string): Promise<void>;
  /** The canvas of an id of the kernel's, or null. */
  getCanvas(id: string | number): HTMLCanvasElement | null;
  pause(): void;
  resume(): void;
  /** Go to the final picture at once. */
  finish(): void;
  /** Play all again, each canvas from where it was made last. */
  replay(): void;
  /** Take everything off the page and forget it. */
  dispose(): void;
}

export interface DrawingConstructor {
  new (resultId: string, container: Container): Drawing;
}

export interface BackendAI {
  /** The version of the release. */
  version: string;
  /** The folder that holds `js/`, with or without a slash at its end; read whenever a chunk is loaded. */
  assetRoot: string;
  /** The language of buttons, notes and other texts, such as `'ko'`; that of the page's `lang` unless given. */
  locale?: string;
  Media: Media;
  Utils: Utils;
  /** Load a chunk that shows no items, as chunks do for each other; a Promise of its module. */
  load(feature: string): Promise<unknown>;
  /** Load ahead what a text such as `'text/html image/png console'` names: MIME types, and features. */
  preload(names: string): void;
  /** Calls pushed here before main has arrived wait for it; afterwards they are made at once. */
  queue: { push(call: () => void): void };
  /** A text of the library in the language of the page, with its places filled, as chunks need it. */
  say(text: string, ...values: unknown[]): string;
  /** Load the web terminal: afterwards its class is `Webterm`, too. */
  loadWebterm(callback?: () => void): Promise<WebtermConstructor>;
  /** There once the web terminal is loaded. */
  Webterm?: WebtermConstructor;
  /** Load the console: afterwards its class is `Console`, too. */
  loadConsole(callback?: () => void): Promise<ConsoleConstructor>;
  /** There once the console is loaded. */
  Console?: ConsoleConstructor;
  /** There after the first drawing. */
  Drawing?: DrawingConstructor;
}

/** What a page may set before main has arrived. */
export interface Early {
  assetRoot?: string;
  locale?: string;
  queue?: (() => void)[];
}

/** The library; the same object as `window.BackendAI`. */
export const BackendAI: BackendAI;

declare global {
  interface Window {
    get BackendAI(): BackendAI;
    set BackendAI(value: BackendAI | Early);
  }
  interface GlobalEventHandlersEventMap {
    'backendai:error': CustomEvent<ErrorDetail>;
  }
  interface DocumentEventMap {
    'backendai:error': CustomEvent<ErrorDetail>;
  }
  interface ShadowRootEventMap {
    'backendai:error': CustomEvent<ErrorDetail>;
  }
}
