"""build.py on the command line: help, wrong flags, and a message of one sentence with the fix for anything missing."""

from __future__ import annotations

import os
import re
import select
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from toolchain import command_line
from toolchain.errors import BuildError
from toolchain.setup import browser, environment, installation

pytestmark = pytest.mark.slow


def call(root: Path, *arguments: str, **environment) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(root / 'build.py'), *arguments], cwd=root, capture_output=True, text=True,
                          timeout=120, env={**os.environ, **environment}, check=False)


def test_help_shows_the_commands(root):
    done = call(root, '--help')
    assert done.returncode == 0
    for command in ('setup', 'build', 'serve', 'test', 'bench', 'fuzz', 'deploy', 'doctor', 'package', 'checklist', 'gallery', 'check'):
        assert re.search(rf'^    {command}\s', done.stdout, re.MULTILINE)
    for document in (root / 'README.md', root / 'CONTRIBUTING.md', *(root / 'docs').glob('*.md')):
        for command in re.findall(r'^    python3 build\.py (\w+)', document.read_text(encoding='utf-8'), re.MULTILINE):
            assert re.search(rf'^    {command}\s', done.stdout, re.MULTILINE), document.name


@pytest.mark.parametrize('arguments', [[], ['nonsense'], ['build', '--nonsense'], ['serve', '--port', 'x'], ['check', 'me'], ['test', '--browser', 'opera'], ['package', 'egg']])
def test_wrong_usage_is_said_and_not_a_traceback(root, arguments):
    done = call(root, *arguments)
    assert done.returncode == 2
    assert 'usage:' in done.stderr and 'Traceback' not in done.stderr


def test_build_prints_the_table_and_writes_assets(root):
    done = call(root, 'build')
    assert done.returncode == 0, done.stderr
    assert re.search(r'js/main\.min\.js +[\d,]+ +[\d,]+ +[\d,]+ +[\d,]+', done.stdout)
    content_hash = re.search(r'assets/([0-9a-f]{20})/ is complete', done.stdout)[1]
    assert (root / 'assets' / content_hash / 'js' / 'main.min.js').is_file()


def test_bench_prints_a_table_with_ratios(root):
    """A benchmark without npm peers, run as in `build.py bench`."""
    def bench(name: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, '-m', 'tests.bench', name], cwd=root, capture_output=True, text=True, timeout=180, check=False)

    done = bench('image')
    assert done.returncode == 0, done.stderr
    assert re.search(r'^  by hand +[\d.,]+ ms$', done.stdout, re.MULTILINE)
    assert re.search(r'^  handle_all.* +[\d.,]+ ms   × \d+\.\d\d$', done.stdout, re.MULTILINE)
    assert bench('nonsense').stderr.startswith("No benchmark 'nonsense'; there are: charts, console, ")


def test_check_finds_nothing_to_mend(root):
    done = call(root, 'check')
    assert (done.returncode, done.stdout) == (0, 'No problems found.\n'), done.stdout + done.stderr


def test_a_port_that_is_taken(root):
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = call(root, 'serve', '--port', str(port))
    assert done.returncode == 1
    assert f'Port {port} cannot be used' in done.stderr and f'--port {port + 1}' in done.stderr
    assert 'Traceback' not in done.stderr


@pytest.mark.parametrize(('arguments', 'message'), [
    ('doctor cdn.example/hash', 'is not the address of an asset root'), ('deploy bucket', 'is not the address of a bucket'),
    ('deploy s3://bucket --endpoint-url minio', 'write it with http:// or https://'), ('deploy s3://bucket --keep 3', 'Pruning takes both'),
    ('bench nonsense', "No benchmark 'nonsense'; there are: charts, "), ('show media.nothing', 'there is no module media.nothing'),
    ('show --bundle /no/file.py', '/no/file.py cannot be read'), ('serve --host 192.0.2.1', "This machine has no address '192.0.2.1'"),
    ('serve --port 0 --kernel /no/python', '/no/python cannot be run'), ('package --to build.py/dist', 'build.py is a file; give a folder'),
])
def test_wrong_arguments_are_refused_before_anything_is_installed(root, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(root)
    monkeypatch.setattr(environment, 'ensure', lambda *given: pytest.fail('it installs packages'))
    assert command_line.main(arguments.split()) == 1
    said = capsys.readouterr().err
    assert message in said and len(said.splitlines()) == 1


@pytest.mark.skipif(sys.platform != 'linux', reason='it takes files of Linux that cannot be written')
@pytest.mark.parametrize(('act', 'message'), [
    (lambda options: Path('/dev/full').write_text('x'), 'A file could not be written: the disk is full; make room and run the command again.'),
    (lambda options: Path('/sys/folder').mkdir(), '/sys/folder cannot be accessed ('),
])
def test_what_the_system_refuses_is_one_sentence(monkeypatch, capsys, act, message):
    monkeypatch.setattr(command_line, '_build', act)
    monkeypatch.setattr(environment, 'ensure', lambda *given: None)
    assert command_line.main(['build']) == 1
    said = capsys.readouterr().err
    assert said.startswith(f'build.py: {message}') and len(said.splitlines()) == 1


def test_a_disk_that_is_full_during_the_set_up_is_told_from_a_missing_package(monkeypatch, tmp_path):
    def create(builder, folder):
        raise subprocess.CalledProcessError(1, 'ensurepip', output=b'OSError: [Errno 28] No space left on device')

    monkeypatch.setattr(installation.venv.EnvBuilder, 'create', create)
    with pytest.raises(BuildError, match='the disk is full; make room and run the command again'):
        installation.make_venv(tmp_path)


@pytest.mark.parametrize('version', [(3, 15), (3, 9)])
def test_a_python_that_nobody_has_tried(monkeypatch, version):
    monkeypatch.setattr(shutil, 'which', lambda name: '/usr/bin/python3.12' if name == 'python3.12' else None)
    with pytest.raises(BuildError) as caught:
        environment.check_python(version)
    assert str(caught.value) == (f'Python {version[0]}.{version[1]} is not supported; Python 3.10 to 3.14 is, and this machine has '
                                 'one of those: `python3.12 build.py …`.')
    monkeypatch.setattr(shutil, 'which', lambda name: None)
    with pytest.raises(BuildError, match='install one of Python 3.10 to 3.14, and call build.py with it'):
        environment.check_python(version)
    for minor in range(10, 15):
        environment.check_python((3, minor))


def clean_copy(root: Path, folder: Path) -> Path:
    """The files of a clone: those that are under version control, or new and not ignored."""
    names = subprocess.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard'], cwd=root, capture_output=True,
                           text=True, check=True).stdout.splitlines()
    for name in names:
        if (root / name).is_file() and not name.startswith('tests/fixtures/'):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target)
    return folder


def test_no_network_is_one_sentence(root, tmp_path):
    """A fresh clone with an unreachable package index."""
    copy = clean_copy(root, tmp_path / 'clone')
    with socket.socket() as closed:
        closed.bind(('127.0.0.1', 0))
        index = f'http://127.0.0.1:{closed.getsockname()[1]}/simple'
        done = subprocess.run(
            [os.path.realpath(sys.executable), str(copy / 'build.py'), 'build'], cwd=copy, capture_output=True, text=True, timeout=120,
            env={**{key: value for key, value in os.environ.items() if not key.startswith('PIP')}, 'PIP_INDEX_URL': index,
                 'PIP_CONFIG_FILE': os.devnull, 'PIP_NO_CACHE_DIR': '1', 'PIP_RETRIES': '0'}, check=False)
    assert done.returncode == 1
    assert 'The Python packages could not be fetched: pip reaches no package index from here; connect to the network' in done.stderr
    assert 'Traceback' not in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert 'Virtual environment' in done.stdout  # the progress so far


def test_a_lock_file_that_is_missing(root, tmp_path):
    copy = clean_copy(root, tmp_path / 'clone')
    (copy / 'package-lock.json').unlink()
    done = subprocess.run([sys.executable, str(copy / 'build.py'), 'build'], cwd=copy, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == 'build.py: package-lock.json is missing; restore it from version control.'
    assert done.stdout == '' and not (copy / '.venv').exists()


def test_no_browser_is_one_sentence(root, tmp_path, monkeypatch):
    (tmp_path / '.venv').mkdir()
    monkeypatch.delenv('CHROMIUM', raising=False)
    monkeypatch.setattr(browser, '_playwright_browser', lambda: False)
    monkeypatch.setattr(browser, 'run', lambda *arguments, **options: (1, ''))
    monkeypatch.setattr(shutil, 'which', lambda name: None)
    with pytest.raises(BuildError, match=r'No browser: install Chromium or Chrome \(on Debian `apt install chromium`\)'):
        browser.ensure(tmp_path)


def test_a_browser_that_does_not_start(root, monkeypatch, tmp_path):
    fake = tmp_path / 'chromium'
    fake.write_text('#!/bin/sh\nexit 1\n')
    fake.chmod(0o755)
    monkeypatch.setenv('CHROMIUM', str(fake))
    with pytest.raises(BuildError, match='The browser that CHROMIUM names, .*/chromium, does not start: '):
        browser.ensure(root)


def test_node_from_the_package_index_serves_where_there_is_none(monkeypatch):
    """A program other than Node.js reports no version of Node.js, and is not used."""
    assert installation._major_version(sys.executable) < installation.OLDEST_NODE or sys.version_info < (3,)
    assert installation._major_version('/does/not/exist') == 0


def test_test_passes_arguments_on(root):
    done = call(root, 'test', '--collect-only', '-q', 'tests/test_command_line.py', '-k', 'test_help_shows_the_commands')
    assert done.returncode == 0 and 'test_command_line.py::test_help_shows_the_commands' in done.stdout


def test_old_pythons_can_read_build_py(root):
    """It checks the Python version before it uses newer features, so its own syntax must be valid in Python 3.5."""
    import ast
    ast.parse((root / 'build.py').read_text(encoding='utf-8'), feature_version=(3, 5))


def test_packages_that_were_installed_in_part_are_installed_again(root, tmp_path):
    """For example, if the first call was interrupted while npm ran."""
    environment_of = {'npm': tmp_path}
    note = {'npm': 'lock'}
    (tmp_path / 'node_modules').mkdir()
    assert environment._without_npm_packages(environment_of, {'npm': 'lock'}, note) == ['npm']
    shutil.copy(root / 'node_modules' / '.package-lock.json', tmp_path / 'node_modules')
    assert environment._without_npm_packages(environment_of, {'npm': 'lock'}, note) == []
    assert environment._without_npm_packages(environment_of, {'npm': 'another'}, note) == ['npm']


SETTING_UP = '''
import sys
from pathlib import Path
from toolchain.setup import environment

root = Path(sys.argv[1])

def install(*arguments):
    print('installing', flush=True)
    sys.stdin.readline()
    print('installed', flush=True)

environment.make_venv = lambda root: (environment.python_of(root).parent.mkdir(parents=True, exist_ok=True), environment.python_of(root).touch())
environment.install_python_packages = install
environment.ensure(root, 'deploy')
print('ready', flush=True)
'''


def test_of_two_set_ups_at_once_the_second_waits_and_finds_all_done(root, tmp_path):
    """Concurrent set-ups would empty each other's folders. A killed one no longer blocks the others."""
    (tmp_path / 'toolchain' / 'locks').mkdir(parents=True)
    (tmp_path / 'toolchain' / 'locks' / 'deploy.txt').touch()
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        started.append(subprocess.Popen([sys.executable, '-c', SETTING_UP, str(tmp_path)], cwd=root, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True))
        return started[-1]

    def read_until(process: subprocess.Popen, words: str) -> list[str]:
        lines = []
        while not lines or words not in lines[-1]:
            lines.append(process.stdout.readline())
            assert lines[-1], lines
        return lines

    limit = threading.Timer(60, lambda: [process.kill() for process in started])  # instead of waiting forever
    limit.start()
    try:
        first = start()
        read_until(first, 'installing')
        second, third = start(), start()
        for process in (second, third):
            assert read_until(process, 'waiting') == ['Another call is setting up this folder; waiting for it …\n']
        first.kill()
        output, _ = first.communicate()
        assert 'installed' not in output
        # Either of the waiting processes continues after the first was killed.
        ready, _, _ = select.select([second.stdout, third.stdout], [], [], 60)
        one, other = (second, third) if ready[0] is second.stdout else (third, second)
        read_until(one, 'installing')
        print(file=one.stdin, flush=True)
        assert read_until(one, 'ready')[-2:] == ['installed\n', 'ready\n']
        assert read_until(other, 'ready') == ['ready\n']
    finally:
        limit.cancel()
        for process in started:
            process.kill()
            process.communicate()


HALF_DONE = '''
import os, sys, threading
from pathlib import Path
from toolchain.setup import environment

root = Path(sys.argv[1])

def install(root, group):
    if sys.argv[2] == 'killed in pip':
        os._exit(9)

if sys.argv[2] == 'killed in venv':
    def watch():
        while not environment.python_of(root).exists():
            pass
        os._exit(9)
    threading.Thread(target=watch, daemon=True).start()
environment.install_python_packages = install
environment.ensure(root, 'deploy')
'''


@pytest.mark.parametrize('moment', ['killed in venv', 'killed in pip'])
def test_a_set_up_that_was_killed_is_redone(root, tmp_path, moment):
    """The environment of the first attempt has no pip, or incompletely installed packages."""
    (tmp_path / 'toolchain' / 'locks').mkdir(parents=True)
    (tmp_path / 'toolchain' / 'locks' / 'deploy.txt').touch()

    def set_up(moment: str) -> int:
        return subprocess.run([sys.executable, '-c', HALF_DONE, str(tmp_path), moment], cwd=root, timeout=120, check=False,
                              stdout=subprocess.DEVNULL).returncode

    assert set_up(moment) == 9
    assert environment.python_of(tmp_path).exists()
    leftover = tmp_path / '.venv' / 'leftover'
    leftover.touch()
    assert set_up('undisturbed') == 0
    assert not leftover.exists()
    done = subprocess.run([environment.python_of(tmp_path), '-m', 'pip', '--version'], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_an_environment_that_cannot_be_run_is_one_sentence(tmp_path, monkeypatch, capsys):
    python = environment.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_text('no program')
    monkeypatch.setattr(environment, 'is_inside', lambda root: False)
    monkeypatch.setattr(environment, 'ensure', lambda root, group: python)
    assert command_line.main(['check']) == 1
    said = capsys.readouterr().err
    assert 'cannot be run' in said and 'delete the folder .venv' in said and len(said.splitlines()) == 1
