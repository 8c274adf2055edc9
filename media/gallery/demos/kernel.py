"""A Python cell that runs in a live kernel and shows the results in a console, in either of two message formats.

Without a server, it plays recorded runs.
"""

from browser import Element, Map, window

from media.gallery.demos.console import stage_player
from media.gallery.code_field import enable_code_keys
from media.gallery.elements import make
from media.gallery.kernel_connection import KernelConnection, new_id
from media.gallery.kernel_examples import EXAMPLES

FORMS: list = [['Jupyter messages', 'jupyter'], ['Backend.AI results', 'backendai']]

# Older runs are removed from the page.
MOST_RUNS = 20

# If the outputs start below this fraction of the window, a run scrolls its code to the top.
MOST_OF_WINDOW = 0.7


class Run:
    """One run: its message format, its element, and its console."""

    def __init__(self, number: int, form: str, place: Element, console):
        self.number: int = number
        self.form: str = form
        self.place: Element = place
        self.console = console


class Demo:
    def __init__(self, stage: Element):
        self.connection: KernelConnection = KernelConnection(self.take, self.lose)
        self.runs: Map = Map()
        self.count: int = 0
        self.router = None
        # The id of the run that is waiting for input.
        self.asking: str = ''
        self.field: Element = make('textarea', '', 'code')
        self.field.rows = 6
        self.field.spellcheck = False
        self.field.ariaLabel = 'Python code'
        self.field.value = EXAMPLES[0][1]
        self.form: Element = make('select')
        self.form.ariaLabel = 'Form of the results'
        self.state: Element = make('span', '', 'kernel-state')
        self.state.role = 'status'
        self.outputs: Element = make('div', '', 'kernel-outputs')
        self.steps: Element = make('pre')
        self.steps.hidden = True
        self.build(stage)
        self.tell('idle' if self.connection.has_kernel() else 'none', 'The kernel starts with the first run')

    def build(self, stage: Element) -> None:
        for pair in FORMS:
            option: Element = make('option', pair[0])
            option.value = pair[1]
            self.form.append(option)
        examples: Element = make('p', '', 'row examples')
        for example in EXAMPLES:
            examples.append(self.example_button(example[0], example[1]))
        run: Element = make('button', 'Run')
        run.type = 'button'
        run.onclick = lambda event: self.run()
        tools: Element = make('p', '', 'row')
        tools.append(run, self.button('Interrupt', lambda: self.connection.send({'do': 'interrupt'})),
                     self.button('Restart', self.restart), self.button('Clear', self.clear), self.form, self.state)
        hint = make('p', 'Shift+Enter runs. Tab indents; Escape, then Tab, leaves the field.', 'quiet')
        stage.append(examples, self.field, hint, tools, self.steps, self.outputs)
        enable_code_keys(self.field, self.run)

    def button(self, text: str, act) -> Element:
        button: Element = make('button', text, 'small')
        button.type = 'button'
        button.onclick = lambda event: act()
        return button

    def example_button(self, title: str, code: str) -> Element:
        def show() -> None:
            self.field.value = code
            self.run()

        return self.button(title, show)

    def tell(self, state: str, text: str) -> None:
        """Show the state of the kernel."""
        self.state.dataset.state = state
        self.state.textContent = text

    async def run(self) -> None:
        """Run the code in the field. Its output goes to a new console above those of earlier runs."""
        code: str = self.field.value
        if not code.strip():
            return
        msg_id = new_id()
        form: str = self.form.value
        self.count += 1
        number: int = self.count
        place: Element = make('article')
        place.append(make('pre', code))
        self.outputs.prepend(place)
        await window.BackendAI.loadConsole()
        if form == 'jupyter' and self.router is None:
            self.router = await window.BackendAI.Console.router()
        options = {'kernel': 'gallery', 'onInput': self.answer, 'onNextInput': self.suggest}
        if form == 'jupyter':
            options['onComm'] = lambda message: self.send_comm(message, console)
        console = window.BackendAI.Console(f'kernel-{number}', place, options)
        self.runs.set(msg_id, Run(number, form, place, console))
        if form == 'jupyter':
            self.router.run(msg_id, console)
        self.drop_old_runs()
        if place.getBoundingClientRect().top > window.innerHeight * MOST_OF_WINDOW:
            self.field.scrollIntoView({'block': 'start'})
        await self.connection.send({'do': 'execute', 'form': form, 'msg_id': msg_id, 'code': code})

    def drop_old_runs(self) -> None:
        while self.outputs.childElementCount > MOST_RUNS:
            self.outputs.lastElementChild.remove()
        for msg_id in self.runs.keys():
            run: Run = self.runs.get(msg_id)
            if run.place.parentNode is None:
                run.console.dispose()
                if run.form == 'jupyter':
                    self.router.remove(run.console)
                self.runs.delete(msg_id)

    def clear(self) -> None:
        self.outputs.replaceChildren()
        self.drop_old_runs()

    def restart(self) -> None:
        self.tell('starting', 'Restarting')
        self.connection.send({'do': 'restart'})

    def answer(self, text: str) -> None:
        """Send the user's input to the program that requested it."""
        content = {'value': text}
        self.connection.send({
            'do': 'message', 'channel': 'stdin', 'msg_type': 'input_reply', 'msg_id': new_id(), 'content': content})

    def suggest(self, text: str, is_replacement: bool) -> None:
        """Fill the field with the next input that the kernel suggests, such as for %load."""
        self.field.value = text

    def send_comm(self, message, console) -> None:
        """Send a widget's message to the kernel, and route the kernel's answers to the console with the widget."""
        msg_id: str = message.header.msg_id
        self.router.run(msg_id, console)
        order = {'do': 'message', 'channel': 'shell', 'msg_type': message.msg_type, 'msg_id': msg_id,
                 'content': message.content, 'metadata': message.metadata}
        self.connection.send(order, message.buffers)

    def take(self, message) -> None:
        """Handle a message: update the kernel's state, or append it to the console of its run."""
        parent = message.parent_header.msg_id
        if message.channel == 'server':
            self.take_server(message.msg_type, message.content)
        elif message.channel == 'backendai':
            run: Run = self.runs.get(parent)
            if run is not None:
                run.console.append(message.content)
                if message.content.status == 'finished':
                    self.end_run(run)
                if message.content.status == 'waiting-input':
                    self.tell('input', 'Waiting for input')
        else:
            if message.msg_type == 'status':
                self.take_status(message.content.execution_state)
            elif message.msg_type == 'input_request':
                self.tell('input', 'Waiting for input')
            of: Run = self.runs.get(parent)
            if message.content.execution_state == 'idle' and of is not None and of.form == 'jupyter':
                self.end_run(of)
            if self.router is not None and (of is None or of.form == 'jupyter'):
                self.router.append(message)

    def end_run(self, run: Run) -> None:
        run.place.dataset.over = 'yes'

    def take_status(self, state: str) -> None:
        if state == 'busy':
            self.tell('busy', 'Busy')
        elif state == 'idle':
            self.tell('idle', 'Idle')

    def take_server(self, kind: str, content) -> None:
        if kind == 'step':
            self.steps.hidden = False
            self.steps.append(f'{content.text}\n')
            self.tell('starting', 'Installing the packages of the kernel')
        elif kind == 'starting':
            self.tell('starting', 'Starting')
        elif kind == 'ready':
            self.steps.hidden = True
            self.tell('idle', 'Idle')
        elif kind == 'restarting':
            self.end_runs('server-restarting', 'The kernel was restarted.')
            if self.router is not None:
                self.router.restart()
        elif kind == 'restarted':
            self.tell('idle', 'Idle, restarted')
        elif kind == 'dead':
            self.end_runs('error', 'The kernel died.')
            status = '' if content.exit_status is None else f' (exit status {content.exit_status})'
            self.tell('dead', f'Died{status}: press Restart')
            if self.router is not None:
                self.router.append({'msg_type': 'status', 'content': {'execution_state': 'dead'}})
        elif kind == 'failed':
            self.tell('dead', f'There is no kernel: {content.reason}')
        elif kind == 'closed':
            self.tell('dead', f'The kernel ended: {content.reason}; the next run starts another')

    def end_runs(self, status: str, text: str) -> None:
        """Append the kernel's fate to the newest run, if that is in Backend.AI's format."""
        runs: list = [run for run in self.runs.values() if run.form == 'backendai' and run.number == self.count]
        for run in runs:
            run.console.append({'status': status, 'msg': text, 'console': []})

    def lose(self, reason: str) -> None:
        self.tell('dead', f'There is no kernel: {reason}')


async def start(stage: Element, section) -> None:
    if section.live:
        Demo(stage)
    else:
        await stage_player(stage, section)
