"""The commands of build.py. Each declares the packages it needs; missing ones are installed first."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from toolchain import arguments as checks
from toolchain.errors import BuildError, DialectErrors, system_problem
from toolchain.setup import environment

ROOT = Path(__file__).resolve().parent.parent

# The files that `check` searches for misspelled words; tests contain many words of other languages.
SPELLED = ('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'docs', 'media', 'packages', 'static',
           'toolchain')

# A process of tests and its browser keep about two processors busy. With more processes, they compete for memory.
PROCESSORS_PER_TEST_PROCESS = 2
TEST_PROCESSES = 4

# An environment variable for the process in the virtual environment: the arguments have been checked.
CHECKED = 'BACKENDAI_MEDIA_CHECKED'

# Options of pytest after which `test` leaves the number of processes alone.
SINGLE_PROCESS_OPTIONS = ('-n', '--numprocesses', '-s', '--capture', '--pdb', '--trace')


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0 on success, 1 after printing the reason of a failure, 2 for wrong usage."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = _parser()
    options, options.rest = parser.parse_known_args(arguments)
    if options.rest and options.command != 'test':
        parser.error(f'{options.command} takes no {options.rest[0]!r}; see `build.py {options.command} --help`')
    try:
        if os.environ.pop(CHECKED, None) is None:
            options.check(options)  # before anything is installed
        if not environment.is_inside(ROOT):
            return _inside(environment.ensure(ROOT, options.group), arguments)
        environment.ensure(ROOT, options.group)
        return options.run(options) or 0
    except DialectErrors as error:
        print(f'{error}\n{_counted(len(error.errors), "error")}; the previous build was kept.', file=sys.stderr)
    except BuildError as error:
        print(f'build.py: {error}', file=sys.stderr)
    except OSError as error:
        problem = system_problem(error)
        if not problem:
            raise
        print(f'build.py: {problem}', file=sys.stderr)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 1


def _inside(python: Path, arguments: list[str]) -> int:
    """Run the same command in the virtual environment."""
    command = [str(python), str(ROOT / 'build.py'), *arguments]
    os.environ[CHECKED] = 'yes'
    try:
        if os.name != 'nt':
            sys.stdout.flush()
            os.execv(command[0], command)
        return subprocess.call(command)
    except OSError as error:
        raise BuildError(f'{python} cannot be run ({error.strerror}); delete the folder .venv and run the command '
                         'again.') from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='build.py', description='Builds, serves and tests backend.ai-media. The first call of a command installs '
                                     'what it needs into .venv and node_modules.')
    commands = parser.add_subparsers(dest='command', required=True, metavar='COMMAND')

    def command(name: str, run, group: str, summary: str, check=lambda options: None) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + '.')
        added.set_defaults(run=run, group=group, check=check)
        return added

    command('setup', lambda options: None, 'test', 'install everything that the other commands need, and stop')
    build = command('build', _build, 'build', 'write assets/<hash>/ and print a table of sizes')
    build.add_argument('--source-maps', action='store_true',
                       help='publish source maps and link them (changes the hash)')
    serve = command('serve', _serve, 'build', 'build, and show the gallery at http://127.0.0.1:8002/',
                    _check_serve)
    serve.add_argument('--port', type=_port, default=8002,
                       help='the port to listen on (default: 8002; 0 takes a free one)')
    serve.add_argument('--host', default='127.0.0.1', metavar='ADDRESS',
                       help='the address to listen on (default: 127.0.0.1, this machine alone; 0.0.0.0 is the network)')
    serve.add_argument('--kernel', metavar='PYTHON',
                       help='the Python interpreter whose ipykernel the gallery runs (default: an environment of its '
                            'own, installed at the first use)')
    serve.add_argument('--no-open', dest='open', action='store_false', help='do not open the gallery in a browser')
    show = command('show', _show, 'build', 'print what the compiler makes of a module, as in `show media.errors`',
                   lambda options: checks.shown(ROOT, options.module, options.bundle))
    show.add_argument('module', metavar='MODULE',
                      help='a module of this project, by name or path; with --bundle, any Python file')
    what = show.add_mutually_exclusive_group()
    what.add_argument('--lowered', action='store_true', help='print the lowered Python that Transcrypt writes it from')
    what.add_argument('--bundle', action='store_true',
                      help='print a self-contained ES module of any Python file, minified, with its public names')
    test = command('test', _test, 'test', 'run all tests; further arguments go to pytest, as in `test -k dialect`')
    test.usage = 'build.py test [-h] [--fast] [--browser NAME] [ARGUMENT OF PYTEST ...]'
    test.add_argument('--fast', action='store_true', help='leave out the tests that are marked slow')
    test.add_argument('--browser', choices=('chromium', 'firefox', 'webkit'),
                      help='run only the tests of this browser (default: all, and those for all engines in each)')
    bench = command('bench', _bench, 'test', 'measure against peers and hand-written JavaScript, as ratios',
                    lambda options: checks.benchmarks(ROOT, options.names))
    bench.add_argument('names', nargs='*', metavar='NAME', help='the benchmarks to run (default: all)')
    fuzz = command('fuzz', _fuzz, 'test', 'show mutated fixtures through every entry and report what goes wrong')
    fuzz.add_argument('--minutes', type=_positive(float), metavar='N', help='stop after so many minutes')
    fuzz.add_argument('--items', type=_positive(int), metavar='N',
                      help='how many items to run (default: 3000; with --minutes, no limit)')
    fuzz.add_argument('--seed', type=int, default=0, metavar='S', help='another seed makes other items (default: 0)')
    fuzz.add_argument('--start', type=int, default=0, metavar='N', help='the number of the first item (default: 0)')
    deploy = command('deploy', _deploy, 'deploy', 'upload the built release to S3 or an S3-compatible server',
                     _check_deploy)
    deploy.add_argument('bucket', metavar='s3://BUCKET[/PREFIX]', help='the bucket to upload to (uses AWS credentials)')
    deploy.add_argument('--assets', type=Path, default=ROOT / 'assets', metavar='FOLDER',
                        help='the folder that holds the release (default: assets)')
    deploy.add_argument('--endpoint-url', metavar='URL', help='the S3 endpoint (default: AWS)')
    deploy.add_argument('--url', help='the address by which pages reach the bucket, as of a CDN (default: its own)')
    deploy.add_argument('--dry-run', action='store_true', help='print what would be uploaded, and upload nothing')
    deploy.add_argument('--prune-older-than', type=float, metavar='DAYS',
                        help='delete releases that were replaced longer ago; needs --keep')
    deploy.add_argument('--keep', type=int, metavar='N', help='how many of the newest to keep in any case')
    doctor = command('doctor', _doctor, 'deploy', 'check a deployed release as a browser would and suggest fixes',
                     lambda options: checks.asset_root(options.url))
    doctor.add_argument('url', metavar='URL', help='the asset root, as in https://HOST/<hash>')
    package = command('package', _package, 'build', 'build, and write a wheel and an npm package of it into dist/',
                      lambda options: checks.folder(options.to))
    package.add_argument('kinds', nargs='*', metavar='wheel|npm', type=_kind, help='only this one')
    package.add_argument('--to', type=Path, metavar='FOLDER', default=ROOT / 'dist', help='another folder than dist/')
    command('checklist', _checklist, 'build', 'check what a release needs, and list the steps that are left')
    site = command('gallery', _gallery, 'build', 'write the gallery and the docs as static files, for any host',
                   lambda options: checks.folder(options.to))
    site.add_argument('--to', type=Path, metavar='FOLDER', default=ROOT / 'dist' / 'gallery',
                      help='the folder to write (default: dist/gallery)')
    site.add_argument('--picture', type=Path, metavar='FILE',
                      help='also take a picture of the gallery, as docs/gallery.jpg was')
    command('check', _check, 'check',
            'check the dialect, the handlers, the types and the style of all code, without building')
    return parser


def _counted(number: int, noun: str) -> str:
    return f'{number} {noun}' if number == 1 else f'{number} {noun}s'


def _positive(kind):
    """A type of arguments: numbers above zero."""
    def parsed(text: str):
        number = kind(text)
        if not number > 0:
            raise argparse.ArgumentTypeError(f'a number above 0, not {text!r}')
        return number

    parsed.__name__ = kind.__name__  # for argparse's message about what is no number
    return parsed


def _kind(text: str) -> str:
    if text not in ('wheel', 'npm'):
        raise argparse.ArgumentTypeError(f'{text!r} is neither wheel nor npm')
    return text


def _build(options: argparse.Namespace) -> None:
    from toolchain.build import release, sizes
    built = release.build(ROOT, ROOT / 'assets', source_maps=options.source_maps)
    print(sizes.table(built.files))
    if not options.source_maps:  # with references to their maps, all files are larger
        sizes.update_table(ROOT / 'docs' / 'sizes.md', built.files)
    print(f'\n{built.snippet(f"https://YOUR.HOST/{built.hash}")}\n')
    print(f'assets/{built.hash}/ is complete; its source maps are in {built.maps.relative_to(ROOT)}/.')


def _show(options: argparse.Namespace) -> None:
    from toolchain.build import show
    if options.bundle:
        print(show.bundled(ROOT, Path(options.module)), end='')
    else:
        print(show.module(ROOT, options.module, options.lowered), end='')


def _check_serve(options: argparse.Namespace) -> None:
    checks.address(options.host, options.port)
    if options.kernel:
        checks.kernel(options.kernel)


def _serve(options: argparse.Namespace) -> int:
    from toolchain.serve import devserver
    python = Path(options.kernel) if options.kernel else None
    if devserver.serve(ROOT, options.port, options.host, options.open, python):
        again = ['serve', '--port', str(options.port), '--host', options.host, '--no-open']
        again += ['--kernel', options.kernel] if options.kernel else []
        return _inside(Path(sys.executable), again)
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f'a port is a number from 0 to 65535, not {text!r}')
    return int(text)


def _check_deploy(options: argparse.Namespace) -> None:
    checks.bucket(options.bucket, options.endpoint_url)
    checks.pruning(options.prune_older_than, options.keep)


def _deploy(options: argparse.Namespace) -> None:
    from toolchain.deployment import bucket, deploy, retention
    policy = retention.policy(options.prune_older_than, options.keep)
    target = bucket.Bucket(options.bucket, options.endpoint_url)
    deploy.deploy(options.assets, target, options.url, options.dry_run, policy)


def _doctor(options: argparse.Namespace) -> int:
    from toolchain.deployment import doctor
    return doctor.check(options.url)


def _test(options: argparse.Namespace) -> int:
    from toolchain.kernel import environment as kernels
    from toolchain.setup import browser
    browser.ensure(ROOT)
    kernels.ensure(ROOT)
    command = [sys.executable, '-m', 'pytest', *(['-m', 'not slow'] if options.fast else []),
               *(['--browser', options.browser] if options.browser else []), *_parallel(options.rest), *options.rest]
    return subprocess.call(command, cwd=ROOT)


def _parallel(arguments: list[str]) -> list[str]:
    """The options of pytest-xdist: up to four processes, which take whole files of tests.

    There are none if the machine has few processors, or if the arguments choose the number of processes, name one file,
    or need the terminal, which processes cannot share.
    """
    count = min((os.cpu_count() or 1) // PROCESSORS_PER_TEST_PROCESS, TEST_PROCESSES)
    files = [argument for argument in arguments if '.py' in argument]
    if count < 2 or len(files) == 1 or any(argument.startswith(SINGLE_PROCESS_OPTIONS) for argument in arguments):
        return []
    return ['-n', str(count), '--dist', 'loadfile']


def _bench(options: argparse.Namespace) -> int:
    environment.ensure_peers(ROOT)
    return subprocess.call([sys.executable, '-m', 'tests.bench', *options.names], cwd=ROOT)


def _fuzz(options: argparse.Namespace) -> int:
    given = [f'--{name}={getattr(options, name)}' for name in ('minutes', 'items', 'seed', 'start')
             if getattr(options, name) is not None]
    return subprocess.call([sys.executable, '-m', 'tests.fuzz', *given], cwd=ROOT)


def _package(options: argparse.Namespace) -> None:
    from toolchain import packages
    for path in packages.make(ROOT, options.to, tuple(options.kinds) or ('wheel', 'npm')):
        print(f'{path.name}  {path.stat().st_size:,} bytes  sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}')
    print(f'They are in {options.to}.')


def _checklist(options: argparse.Namespace) -> int:
    import tempfile

    from toolchain import packages
    from toolchain.build import release
    from toolchain.packages import checklist
    with tempfile.TemporaryDirectory(prefix='backend-ai-media-') as folder:
        built = release.build(ROOT, Path(folder) / 'assets')
        return checklist.run(ROOT, built, packages.write(ROOT, built, Path(folder)))


def _gallery(options: argparse.Namespace) -> None:
    from toolchain.site import publishing
    size = publishing.publish(ROOT, options.to)
    print(f'{options.to} holds the gallery and the documentation ({size:,} bytes); publish it on any static host.')
    if options.picture:
        environment.ensure(ROOT, 'test')
        from toolchain.site import picture
        picture.take(ROOT, options.to, options.picture)
        print(f'{options.picture} is its picture ({options.picture.stat().st_size:,} bytes).')


def _check(options: argparse.Namespace) -> int:
    from toolchain.build import modules, typecheck
    modules.check(ROOT)
    typecheck.check(ROOT)
    status = max(subprocess.call([sys.executable, '-m', *command], cwd=ROOT)
                 for command in (['ruff', 'check', '--quiet', '.'], ['codespell_lib', *SPELLED]))
    if status == 0:
        print('No problems found.')
    return status
