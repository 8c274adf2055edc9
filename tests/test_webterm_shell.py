"""Real programs on a real pty, with typed input and checks of the screen; over both protocols."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from tests.support import servers
from tests.support.webterm_pages import connect, screen, status, wait_for_state, wait_for_text

pytestmark = pytest.mark.slow

PROTOCOLS = ['backendai', 'ttyd']

# A prompt that does not occur in outputs.
PROMPT = 'ready> '


@pytest.fixture(scope='module')
def shell(_servers):
    command = ('env', 'TERM=xterm-256color', 'LANG=C.UTF-8', f'PS1={PROMPT}', 'bash', '--norc', '--noprofile')
    with servers.shell(command, origins={_servers[0].origin}) as server:
        yield server


@pytest.fixture(params=PROTOCOLS)
def page(request, terminal_page, shell):
    """A page with a shell at its prompt and a focused terminal."""
    connect(terminal_page, shell.addresses()[request.param], {'protocol': request.param})
    wait_for_text(terminal_page, PROMPT.strip())
    terminal_page.evaluate('t.focus()')
    yield terminal_page
    terminal_page.evaluate('t.dispose()')


def run(page, line: str, wanted: str) -> None:
    page.keyboard.type(f'{line}\n')
    wait_for_text(page, wanted)


class Cable:
    """A connection to a shell server that can be cut without either end noticing."""

    def __init__(self, server: servers.ShellServer) -> None:
        self._server, self._far = server, server.host
        self._is_cut: list[bool] = []
        self._writers: list[asyncio.StreamWriter] = []
        self._listener = server.run(asyncio.start_server(self._join, '127.0.0.1', 0))
        self._near = f'127.0.0.1:{self._listener.sockets[0].getsockname()[1]}'

    def address(self, url: str) -> str:
        return url.replace(self._far, self._near)

    def cut(self) -> None:
        """Stop forwarding data, except over new connections."""
        self._is_cut = [True] * len(self._is_cut)

    def __enter__(self) -> Cable:
        return self

    def __exit__(self, *exception) -> None:
        self._server.run(self._close())

    async def _close(self) -> None:
        self._listener.close()
        for writer in self._writers:
            writer.close()
            await writer.wait_closed()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(self._is_cut)
        self._is_cut.append(False)

        async def carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            while data := await source.read(65536):
                if not self._is_cut[number]:
                    target.write(data.replace(self._near.encode(), self._far.encode()))

        far_reader, far_writer = await asyncio.open_connection(*self._far.split(':'))
        self._writers += [writer, far_writer]
        await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))


def need(program: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f'this machine has no {program}')
    return program


def test_bash(page):
    run(page, 'echo $((6 * 7))', '\n42')
    run(page, 'stty size', '29 92')
    run(page, "printf '\\033[1;31m%s\\033[0m\\n' 가나다🙂", '\n가나다🙂')
    page.keyboard.type('echo wrong')
    for _ in 'wrong':
        page.keyboard.press('Backspace')
    page.keyboard.type('right\n')
    wait_for_text(page, '\nright')
    page.keyboard.press('ArrowUp')
    wait_for_text(page, f'{PROMPT}echo right\nright\n{PROMPT}echo right')
    page.keyboard.press('Control+c')
    wait_for_text(page, '^C')
    run(page, "printf 'co''pies\\n'; cat", '\ncopies')  # readline may consume input that is typed too early
    page.keyboard.type('once\n')
    wait_for_text(page, 'once\nonce')
    page.keyboard.press('Control+d')
    page.evaluate('t.requestRedraw()')
    page.wait_for_function('prompt => text(t.term) === prompt', arg=PROMPT.strip())


def test_python(page):
    run(page, need('python3') + ' -q', '\n>>>')
    run(page, 'print("안녕" * 3, 2 ** 10)', '\n안녕안녕안녕 1024')
    page.keyboard.type('for n in range(3):\n    print(n * 11)\n\n')
    wait_for_text(page, '\n22')
    run(page, '1 / 0', 'ZeroDivisionError')
    run(page, 'exit()', f'ZeroDivisionError: division by zero\n>>> exit()\n{PROMPT}'.rstrip())


def test_vim(page, tmp_path):
    file = tmp_path / 'note.txt'
    page.keyboard.type(f'{need("vim")} -u NONE -N {file}\n')
    page.wait_for_function('t.term.buffer.active.type === "alternate"')
    page.keyboard.type('ifirst 가나 line\nsecond')
    page.keyboard.press('Escape')
    page.keyboard.type('ggyyGp:set number\n')
    wait_for_text(page, '3 first 가나 line')
    page.set_viewport_size({'width': 1000, 'height': 700})
    page.keyboard.type(':wq\n')
    page.wait_for_function('t.term.buffer.active.type === "normal"')
    assert file.read_text() == 'first 가나 line\nsecond\nfirst 가나 line\n'


def test_less(page):
    page.keyboard.type(f'seq 1000 | {need("less")}\n')
    page.wait_for_function('text(t.term).startsWith("1\\n2\\n3\\n")')
    page.keyboard.press('Space')
    page.wait_for_function('text(t.term).startsWith("29\\n30\\n")')
    page.keyboard.type('/777\n')
    page.wait_for_function('text(t.term).startsWith("777\\n778\\n")')
    page.keyboard.type('q')
    page.wait_for_function('t.term.buffer.active.type === "normal"')


def test_top_and_a_resize(page):
    page.keyboard.type(f'{need("top")} -d 1\n')
    wait_for_text(page, 'PID')
    page.evaluate('() => { out.style.height = "240px"; }')
    page.wait_for_function('t.term.rows === 14')
    page.wait_for_function('text(t.term).includes("PID") && text(t.term).split("\\n").length <= 14')
    page.keyboard.type('q')
    page.evaluate('() => { out.style.height = "480px"; }')
    page.wait_for_function('t.term.rows === 29')
    run(page, 'stty size', '29 92')


def test_a_flood_is_held_back_and_can_be_stopped(page):
    """The queue in the page stays small, and Ctrl+C brings back the prompt during the flood."""
    page.evaluate('() => { window.most = 0; window.parsed = 0; t.term.onWriteParsed(() => {'
                  'window.most = Math.max(window.most, t.waiting); window.parsed += 1; }); }')
    page.keyboard.type('yes a long line that comes again and again without an end in sight\n')
    page.wait_for_function('window.most > 200000 || window.parsed > 300')
    page.keyboard.press('Control+c')
    # The position of the echoed ^C depends on the output in the pty's buffer.
    page.wait_for_function('prompt => text(t.term).endsWith(`\\n${prompt}`)', arg=PROMPT.strip())
    assert page.evaluate('window.most') < 3_000_000
    run(page, 'echo over', '\nover')


def test_an_end_of_the_shell_starts_no_other_one(page, request):
    page.keyboard.type('exit\n')
    wait_for_state(page, 'gone')
    assert PROMPT.strip() in screen(page)
    if 'ttyd' in request.node.name:
        assert status(page).endswith('Its program has ended with it; Enter starts a new one.')
        page.keyboard.press('Enter')
        wait_for_state(page, 'open')
        page.wait_for_function('prompt => text(t.term).trimEnd().endsWith(`exit\\n${prompt}`)', arg=PROMPT.strip())
    else:
        assert page.evaluate('t.log.filter(detail => detail.state === "lost").length') == 3


def test_a_restart(page):
    run(page, 'kept=no; echo $$', f'\n{PROMPT}'.rstrip())
    page.evaluate('t.restartKernel()')
    page.wait_for_function('t.state === "open" && t.log.length > 3')
    run(page, 'echo "[$kept]"', '\n[]')


def test_a_line_that_dies_without_a_word_is_replaced(new_terminal_page, shell):
    """The program responds to a resize through a second socket; input typed in the meantime is lost, and so is its echo."""
    page = new_terminal_page
    page.clock.install()
    with Cable(shell) as cable:
        connect(page, cable.address(shell.addresses()['backendai']))
        wait_for_text(page, PROMPT.strip())
        page.evaluate('t.focus()')
        run(page, 'kept=yes; echo before', '\nbefore')
        cable.cut()
        page.keyboard.type('x')
        page.clock.fast_forward(5001)
        page.wait_for_function('t.log.at(-1).state === "open" && t.log.at(-2).state === "lost"')
        run(page, 'echo "[$kept]"', '\n[yes]')
        run(page, 'stty size', '29 92')
        page.evaluate('t.dispose()')
