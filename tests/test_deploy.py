"""Deployments to a real S3 server, interruptions at every object, and error messages."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.support.project import VERSION
from tests.support.s3_server import ENVIRONMENT
from tests.test_api import ITEM, SVG
from toolchain.build import manifest, release
from toolchain.deployment import retention
from toolchain.deployment.bucket import Bucket
from toolchain.deployment.deploy import WORKERS
from toolchain.errors import BuildError

pytestmark = pytest.mark.slow

FOREVER = 'public, max-age=31536000, immutable'


@pytest.fixture(scope='module')
def built_assets(root, tmp_path_factory):
    """Assets folders by version, for releases with few files, so that few kills cover every interruption."""
    project = tmp_path_factory.mktemp('small') / 'project'
    for folder in ('media', 'static'):
        shutil.copytree(root / folder, project / folder, ignore=shutil.ignore_patterns('__pycache__'))
    for file in ('LICENSE', 'pyproject.toml', 'package.json', 'package-lock.json'):
        shutil.copy(root / file, project / file)
    (project / 'node_modules').symlink_to(root / 'node_modules')
    for path in [*(project / 'media' / 'handlers').glob('*.py'), *(project / 'media').glob('features/*.py')]:
        if path.stem not in ('__init__', 'image', 'svg', 'audio'):
            path.unlink()
    originals = {path: path.read_text() for path in (project / 'media' / 'handlers' / 'image.py', project / 'pyproject.toml')}

    def build(version: str) -> Path:
        for path, text in originals.items():
            path.write_text(text.replace(f'version = "{VERSION}"', f'version = "{version}"').replace('cut off.', f'cut by {version}.'))
        target = project.parent / version / 'assets'
        release.build(project, target)
        return target

    return build


@pytest.fixture(scope='module')
def old(built_assets) -> Path:
    return built_assets(VERSION)


@pytest.fixture(scope='module')
def new(built_assets) -> Path:
    return built_assets('0.2.0')


def hash_of(assets: Path) -> str:
    return next(assets.iterdir()).name


def files_of(assets: Path) -> list[str]:
    """The files of a release in a valid order of uploading: chunks, others, main, manifest."""
    tree = next(assets.iterdir())
    names = sorted(path.relative_to(tree).as_posix() for path in tree.rglob('*') if path.is_file())
    last = ['js/main.min.js', 'manifest.json']
    return sorted([name for name in names if name not in last], key=lambda name: not name.endswith('.js')) + last


@pytest.fixture
def deploy(forks, s3):
    """A function that calls `build.py deploy` with the server."""
    def call(assets: Path, address: str, *arguments: str, **environment: str):
        return forks.call('deploy', address, '--endpoint-url', s3.endpoint, '--assets', str(assets), *arguments, **environment)
    return call


@pytest.fixture(scope='module')
def tab(chromium):
    page = chromium.new_page()
    yield page
    page.close()


def works(tab, site, root: str, assets: Path) -> bool:
    """Whether a page with this asset root shows an image and a drawing, with checksums, and can import every chunk."""
    tree = next(assets.iterdir())
    found = manifest.read(tree)
    main = found[manifest.ENTRY]
    chunks = [f'{root}/{found[key]["file"]}' for key in main['dynamicImports']]
    tab.goto(site.add_page('/page.html', f'<!doctype html><div id="out"></div><script src="{root}/{main["file"]}" '
                                         f'integrity="{main["integrity"]}" crossorigin></script>'))
    return tab.evaluate('''async ([items, chunks]) => {
        const outcomes = await BackendAI.Media.handle_all(items, 'r', out);
        await Promise.all(chunks.map(chunk => import(chunk)));
        return outcomes.every(outcome => outcome.ok) && out.querySelectorAll('img').length === 2;
    }''', [[ITEM, SVG], chunks])


def test_a_deployment_from_nothing(deploy, s3, old, tab, site):
    tree = next(old.iterdir())
    s3.script()
    done = deploy(old, s3.bucket('fresh') + '/some/prefix/')
    assert done.status == 0, done.output + done.errors
    root = f'{s3.endpoint}/fresh/some/prefix/{tree.name}'
    assert done.output.endswith(f'BACKENDAI_ASSET_ROOT = "{root}"\n')
    checksums = {name: entry['integrity'] for name, entry in manifest.read(tree).items()}
    assert re.findall(r'<(?:link|script) .*>', done.output) == [
        f'<link rel="modulepreload" href="{root}/js/integrity.js" integrity="{checksums["_integrity.js"]}">',
        f'<script src="{root}/js/main.min.js" integrity="{checksums[manifest.ENTRY]}" crossorigin="anonymous"></script>']
    written = [entry['path'].removeprefix('/fresh/some/prefix/') for entry in s3.log() if entry['method'] == 'PUT'
               and '/some/' in entry['path']]
    names = [path.removeprefix(f'{tree.name}/') for path in written]
    expected = files_of(old)
    assert {'js/audio.js', 'js/image.js', 'js/integrity.js', 'js/svg.js', 'licences.txt'} <= set(expected)
    chunks = sum(name.endswith('.js') for name in expected) - 1
    for part in (slice(chunks), slice(chunks, -2)):  # several in parallel
        assert sorted(names[:-1][part]) == expected[part]
    assert names[-3:] == ['js/main.min.js', 'manifest.json', 'releases.json']
    read_back = {entry['path'].rsplit(f'{tree.name}/')[-1] for entry in s3.log() if entry['method'] == 'GET' and entry['origin']}
    assert read_back >= set(names[:-1])
    for path in (path for path in tree.rglob('*') if path.is_file()):
        there = s3.client.get_object(Bucket='fresh', Key=f'some/prefix/{tree.name}/{path.relative_to(tree).as_posix()}')
        assert there['Body'].read() == path.read_bytes()
        assert there['CacheControl'] == FOREVER
        assert there['ContentType'] == {'.js': 'text/javascript', '.json': 'application/json', '.txt': 'text/plain',
                                        '.html': 'text/html'}[path.suffix] + '; charset=utf-8'
    assert works(tab, site, root, old)


def test_what_is_there_is_skipped_and_what_differs_replaced(deploy, s3, old):
    address, tree = s3.bucket('again'), next(old.iterdir())
    count = len(files_of(old))
    assert f'Uploading {count} of {count} files' in deploy(old, address).output
    s3.script()
    assert f'Uploading 0 of {count} files' in deploy(old, address).output
    assert [entry['path'] for entry in s3.log() if entry['method'] == 'PUT'] == ['/again/releases.json']
    # Changes that `aws s3 sync` does not detect: other bytes of the same size, and the same bytes with other headers.
    image, text = f'{tree.name}/js/image.js', (tree / 'js/image.js').read_bytes()
    s3.client.put_object(Bucket='again', Key=image, Body=text[:-1] + b' ', ContentType='text/javascript; charset=utf-8',
                         CacheControl=FOREVER)
    s3.client.put_object(Bucket='again', Key=f'{tree.name}/js/svg.js', Body=(tree / 'js/svg.js').read_bytes())
    s3.client.put_object(Bucket='again', Key=f'{tree.name}/js/audio.js', Body=(tree / 'js/audio.js').read_bytes(),
                         ContentType='text/javascript; charset=utf-8', CacheControl=FOREVER, ContentEncoding='gzip')
    s3.script()
    done = deploy(old, address, '--dry-run')
    assert re.findall(rf'^    (\w+) +{tree.name}/(\S+)$', done.output, re.MULTILINE) == [
        ('replace' if name in ('js/audio.js', 'js/image.js', 'js/svg.js') else 'skip', name) for name in files_of(old)]
    assert done.output.endswith('Nothing was written.\n')
    assert [entry for entry in s3.log() if entry['method'] in ('PUT', 'POST', 'DELETE')] == []
    assert f'Uploading 3 of {count} files' in deploy(old, address).output
    assert s3.client.get_object(Bucket='again', Key=image)['Body'].read() == text


def test_killed_at_any_object_every_page_works(forks, deploy, s3, old, new, tab, site):
    """After the kill, old pages work, and new ones too if they can exist; after another call, all pages work.

    The kill is before an object is stored, or after it is stored but before the response. It is at the first objects,
    at every fifth of those that are like each other, and at each of the last, which make the release known.
    """
    objects, first, second = len(files_of(new)) + 1, hash_of(old), hash_of(new)  # one more for the list of releases
    for kills in [*range(3), *range(3, objects - 6, 5), *range(objects - 6, objects + 1)]:
        name, moment = f'killed-{kills}', ['before', 'after'][kills % 2]
        address, root = s3.bucket(name), f'{s3.endpoint}/{name}'
        s3.put(name, old)
        pid = forks.start('deploy', address, '--endpoint-url', s3.endpoint, '--assets', str(new))
        s3.script({'method': 'PUT', 'path': f'/{second}/|releases.json', 'skip': kills, 'do': moment, 'pid': pid})
        done = forks.finish()
        s3.script()
        keys = s3.keys(name)
        assert works(tab, site, f'{root}/{first}', old)
        if f'{second}/js/main.min.js' in keys:
            assert works(tab, site, f'{root}/{second}', new)
        if kills == objects:
            assert done.status == 0  # no object was left for a kill
            break
        assert done.status == -9
        resumed = deploy(new, address)
        there = sum(key.startswith(f'{second}/') for key in keys)
        assert resumed.status == 0 and f'Uploading {len(files_of(new)) - there} of {len(files_of(new))} files' in resumed.output
        assert works(tab, site, f'{root}/{first}', old) and works(tab, site, f'{root}/{second}', new)


def test_chunks_are_brought_side_by_side(deploy, s3, old):
    """The server answers no request before it has received several."""
    address = s3.bucket('parallel')
    chunks = [name for name in files_of(old) if name.endswith('.js')][:-1]
    assert len(chunks) >= 3
    count = min(len(chunks), WORKERS)
    s3.script({'method': 'PUT', 'path': r'js/', 'times': count, 'do': 'meet', 'count': count})
    done = deploy(old, address)
    s3.script()
    assert done.status == 0, done.errors


def test_progress_is_shown(root, deploy, s3, old):
    """In a terminal as one line that is updated, elsewhere when each step begins and ends."""
    tree, count = next(old.iterdir()), len(files_of(old))
    size = sum((tree / name).stat().st_size for name in files_of(old))
    printed = deploy(old, s3.bucket('piped')).output
    steps = ['Looking what is there', f'Uploading {count} of {count} files, {size / 1000:,.0f} kB',
             f'Reading all back from {s3.endpoint}/piped/{tree.name}']
    assert re.findall(r'^  (.+) …$', printed, re.MULTILINE) == steps
    assert re.findall(r'^  (.+): done in \d+\.\d s$', printed, re.MULTILINE) == steps
    assert '\r' not in printed and '\x1b' not in printed
    ours, theirs = pty.openpty()
    command = [sys.executable, str(root / 'build.py'), 'deploy', s3.bucket('watched'), '--endpoint-url', s3.endpoint, '--assets', str(old)]
    with subprocess.Popen(command, cwd=root, stdout=theirs, stderr=theirs, env={**os.environ, **ENVIRONMENT, 'COLUMNS': '120'}) as process:
        os.close(theirs)
        shown = read_terminal(ours)
    assert process.returncode == 0, shown
    assert f'{count} of {count} files' in shown
    news = re.findall(r'\r\x1b\[2K  Uploading [^…\r]* … ([\d,]+) kB to go, (\S+)', shown)
    assert [name.removeprefix(f'{tree.name}/') for _, name in news] == files_of(old)
    left = [int(size.replace(',', '')) for size, _ in news]
    assert left == sorted(left, reverse=True) and left[-1] == 0


def read_terminal(file: int) -> str:
    """Read all output of a terminal until its other end is closed."""
    parts = []
    while True:
        try:
            parts.append(os.read(file, 65536))
        except OSError:  # Linux reports this at the end
            parts.append(b'')
        if not parts[-1]:
            os.close(file)
            return b''.join(parts).decode()


def test_a_failing_server_is_asked_again(deploy, s3, old):
    address = s3.bucket('flaky')
    s3.script({'method': 'PUT', 'path': r'image\.js$', 'times': 2, 'do': 503},
              {'method': 'PUT', 'path': r'svg\.js$', 'do': 'drop'},
              {'method': 'PUT', 'path': r'main\.min\.js$', 'do': 500, 'code': 'InternalError'})
    done = deploy(old, address)
    s3.script()
    assert done.status == 0, done.errors


def test_pruning_keeps_what_pages_may_still_use(deploy, s3, old, new, built_assets):
    newest = built_assets('0.3.0')
    # Dates have whole seconds; between equal dates, the hash decides which is newer.
    old, new = sorted([old, new], key=hash_of)
    address = s3.bucket('pruned') + '/p'
    s3.client.put_object(Bucket='pruned', Key='p/uploads/a.txt', Body=b'not ours')
    s3.client.put_object(Bucket='pruned', Key=f'{hash_of(old)}/a.txt', Body=b'not below the prefix')
    for assets in (old, new):
        assert deploy(assets, address).status == 0
    planned = deploy(newest, address, '--dry-run', '--prune-older-than', '0', '--keep', '1')
    assert f'delete   p/{hash_of(old)}/ ({len(files_of(old))} files' in planned.output and f'delete   p/{hash_of(new)}/' not in planned.output
    assert deploy(newest, address, '--prune-older-than', '1', '--keep', '1').status == 0
    assert {key.split('/')[1] for key in s3.keys('pruned') if key.startswith('p/')} == {
        'uploads', hash_of(old), hash_of(new), hash_of(newest), 'releases.json'}  # all were replaced today
    done = deploy(newest, address, '--prune-older-than', '0', '--keep', '3')
    assert done.status == 0 and 'Deleting' not in done.output
    done = deploy(newest, address, '--prune-older-than', '0', '--keep', '1')
    assert f'Deleting {hash_of(old)}, {len(files_of(old))} files' in done.output
    keys = s3.keys('pruned')
    assert f'{hash_of(old)}/a.txt' in keys and 'p/uploads/a.txt' in keys
    assert {key.split('/')[1] for key in keys if key.startswith('p/')} == {'uploads', hash_of(new), hash_of(newest), 'releases.json'}


def test_the_list_of_releases_shows_the_way_back(deploy, s3, old, new):
    address = s3.bucket('listed')
    for assets, names in [(old, [old]), (new, [new, old]), (old, [old, new])]:  # the last one is a rollback
        assert deploy(assets, address).status == 0
        listed = json.loads(s3.client.get_object(Bucket='listed', Key='releases.json')['Body'].read())
        assert listed['latest'] == hash_of(assets)
        assert [each['hash'] for each in listed['releases']] == [hash_of(each) for each in names]
    each = listed['releases'][0]
    assert each['integrity'] == manifest.read(next(old.iterdir()))[manifest.ENTRY]['integrity']
    assert each['version'] == VERSION and re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', each['deployed'])
    assert s3.client.head_object(Bucket='listed', Key='releases.json')['CacheControl'] == 'no-cache'


def test_what_counts_is_how_long_ago_a_release_was_replaced():
    now = datetime(2026, 3, 31, tzinfo=timezone.utc)
    listed = [retention.Deployed(name, now - timedelta(days=days), ()) for name, days in [('d', 1), ('c', 20), ('b', 40), ('a', 90)]]

    def gone(days, keep):
        return ''.join(each.hash for each in retention.superfluous(listed, retention.Policy(days, keep), now))

    assert gone(0, 1) == 'cba' and gone(0, 3) == 'a' and gone(0, 9) == ''
    assert gone(1.5, 1) == 'ba'  # c is old, but was in use until yesterday
    assert gone(30, 1) == 'a' and gone(50, 1) == ''
    assert retention.policy(None, None) is None
    for half in [(3, None), (None, 3), (3, 0), (-1, 3), (float('nan'), 3)]:
        with pytest.raises(BuildError, match='Pruning takes'):
            retention.policy(*half)


@pytest.mark.parametrize(('region', 'bucket', 'root'), [
    ('eu-central-1', 's3://assets/media', 'https://assets.s3.eu-central-1.amazonaws.com/media/0123'),
    ('eu-central-1', 's3://with.dots', 'https://s3.eu-central-1.amazonaws.com/with.dots/0123'),
])
def test_the_addresses_that_amazon_gives_buckets(monkeypatch, region, bucket, root):
    for name, value in {**ENVIRONMENT, 'AWS_DEFAULT_REGION': region}.items():
        monkeypatch.setenv(name, value)
    assert Bucket(bucket).address_of('0123') == root


def test_a_bucket_of_another_region_than_is_set(monkeypatch, s3):
    """The bucket's own region is used, since pages would not follow S3's redirects."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    s3.client.create_bucket(Bucket='far-away', CreateBucketConfiguration={'LocationConstraint': 'ap-northeast-2'})
    bucket = Bucket('s3://far-away', s3.endpoint)
    bucket.require()
    assert bucket._region == 'ap-northeast-2'
    assert bucket.address_of('0123') == f'{s3.endpoint}/far-away/0123'


def test_through_the_address_of_a_cdn(deploy, s3, old):
    done = deploy(old, s3.bucket('fronted'), '--url', f'{s3.endpoint.replace("127.0.0.1", "localhost")}/fronted/')
    assert done.status == 0 and re.search(r'ASSET_ROOT = "http://localhost:\d+/fronted/[0-9a-f]{20}"\n$', done.output)


def test_a_bucket_that_browsers_cannot_read_is_no_success(deploy, s3, old):
    for name, options, words in [('hidden', {'is_public': False}, ['403', 's3:GetObject']),
                                 ('closed', {'has_cors': False}, ['no Access-Control-Allow-Origin', 'put-bucket-cors'])]:
        done = deploy(old, s3.bucket(name, **options))
        assert done.status == 1
        assert 'BACKENDAI_ASSET_ROOT' not in done.output and all(word in done.output for word in words)
        assert done.errors.count('\n') == 1 and 'browsers cannot use it' in done.errors


def damage(assets: Path, target: Path, how: str) -> Path:
    copy = target / 'assets'
    shutil.copytree(assets, copy)
    tree = next(copy.iterdir())
    if how == 'missing':
        (tree / 'js/svg.js').unlink()
    elif how == 'altered':
        (tree / 'js/svg.js').write_bytes((tree / 'js/svg.js').read_bytes() + b' ')
    elif how == 'added':
        (tree / 'js/notes.js').write_text('1')
    elif how == 'renamed':
        tree.rename(copy / ('0' * 20))
    elif how == 'without a manifest':
        (tree / 'manifest.json').unlink()
    elif how == 'several':
        shutil.copytree(tree, copy / ('0' * 20))
    elif how == 'none':
        shutil.rmtree(tree)
    elif how == 'unreadable':
        (tree / 'js/svg.js').unlink()
        (tree / 'js/svg.js').symlink_to('/proc/self/mem')  # exists, but reading it gives an I/O error
    return copy


@pytest.mark.parametrize(('how', 'message'), [
    ('missing', 'is not as it was built (js/svg.js is missing)'),
    ('altered', 'is not as it was built (js/svg.js was altered)'),
    ('added', 'is not as it was built (js/notes.js does not belong to it)'),
    ('renamed', 'its bytes are not those that its name stands for'),
    ('without a manifest', 'holds no manifest.json'),
    ('several', 'assets/ holds 2 releases'),
    ('none', 'assets/ holds no release'),
    ('unreadable', 'cannot be read (Input/output error)'),
])
def test_what_is_no_whole_release_is_refused(deploy, s3, old, tmp_path, how, message):
    s3.script()
    done = deploy(damage(old, tmp_path, how), 's3://not-even-asked')
    assert done.status == 1 and done.output == ''
    assert message in done.errors and done.errors.count('\n') == 1 and done.errors.startswith('build.py: ')
    assert s3.log() == []


@pytest.mark.parametrize(('arguments', 'environment', 'message'), [
    ([], {'AWS_ACCESS_KEY_ID': '', 'AWS_SECRET_ACCESS_KEY': ''}, 'There are no credentials for S3'),
    ([], {'AWS_PROFILE': 'nobody'}, 'There are no credentials for S3 (The config profile (nobody) could not be found)'),
    (['s3://no-such-bucket'], {}, 'There is no bucket no-such-bucket; make it, as with `aws s3 mb s3://no-such-bucket`'),
    (['http://bucket'], {}, 'http://bucket is not the address of a bucket; write s3://BUCKET'),
    (['--endpoint-url', 'localhost:1'], {}, '--endpoint-url localhost:1 is not an address'),
    (['--endpoint-url', 'http://127.0.0.1:1'], {'AWS_MAX_ATTEMPTS': '1'}, 'S3 cannot be reached'),
    (['--prune-older-than', '3'], {}, 'Pruning takes both'),
])
def test_what_is_in_the_way_is_told_in_a_sentence(forks, s3, old, arguments, environment, message):
    address = arguments if arguments and '://' in arguments[0] else ['s3://any-bucket', *arguments]
    done = forks.call('deploy', '--endpoint-url', s3.endpoint, '--assets', str(old), *address, **environment)
    assert done.status == 1, done.output
    assert message in done.errors and done.errors.count('\n') == 1, done.errors


@pytest.mark.parametrize(('rule', 'message'), [
    ({'do': 403, 'code': 'AccessDenied'}, 'may not do this in bucket'),
    ({'do': 403, 'code': 'InvalidAccessKeyId'}, 'does not accept these credentials (InvalidAccessKeyId)'),
    ({'do': 507, 'code': 'XMinioStorageFull'}, 'is full (XMinioStorageFull)'),
    ({'do': 301, 'code': 'PermanentRedirect'}, 'is in another region'),
    ({'do': 418, 'code': 'Teapot'}, 'S3 refused PutObject in bucket refusing: as scripted (Teapot)'),
])
def test_what_a_server_refuses_is_told_in_a_sentence(deploy, s3, old, rule, message):
    if 'refusing' not in [bucket['Name'] for bucket in s3.client.list_buckets()['Buckets']]:
        s3.bucket('refusing')
    s3.script({'method': 'PUT', 'path': r'image\.js$', 'times': 99, **rule})
    done = deploy(old, 's3://refusing')
    s3.script()
    assert done.status == 1 and message in done.errors and done.errors.count('\n') == 1, done.errors
    assert not [key for key in s3.keys('refusing') if key.endswith('main.min.js')]  # no page requests missing files


@pytest.mark.parametrize(('document', 'cache'), [('README.md', None), ('docs/deploy.md', FOREVER)])
def test_by_the_aws_client_as_documented(root, s3, old, tab, site, document, cache):
    """Only the folder of the release is ours."""
    name = f'by-hand-{len(document)}'
    s3.bucket(name)
    command = re.search(r'^    aws (s3 cp assets s3://BUCKET/ --recursive[^#\n]*?) *(#.*)?$', (root / document).read_text(encoding='utf-8'), re.MULTILINE)
    arguments = shlex.split(command[1].replace('BUCKET', name))
    done = subprocess.run([sys.executable, '-m', 'awscli', '--endpoint-url', s3.endpoint, *arguments], cwd=old.parent,
                          env={**ENVIRONMENT, 'PATH': ''}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert works(tab, site, f'{s3.endpoint}/{name}/{hash_of(old)}', old)
    assert s3.client.head_object(Bucket=name, Key=f'{hash_of(old)}/js/image.js').get('CacheControl') == cache


def test_the_bucket_that_the_docs_make_is_all_that_pages_need(root, deploy, s3, old, tab, site):
    text = (root / 'docs' / 'deploy.md').read_text(encoding='utf-8').replace('BUCKET', 'documented').partition('### With the aws client')[0]
    commands = re.findall(r'^    aws (s3 mb .*|s3api .*)$', text, re.MULTILINE)
    assert [command.split()[1] for command in commands] == ['mb', 'delete-public-access-block', 'put-bucket-policy', 'put-bucket-cors']
    for command in commands:
        done = subprocess.run([sys.executable, '-m', 'awscli', '--endpoint-url', s3.endpoint, *shlex.split(command)],
                              env={**ENVIRONMENT, 'PATH': ''}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    done = deploy(old, 's3://documented')
    assert done.status == 0, done.output
    assert works(tab, site, f'{s3.endpoint}/documented/{hash_of(old)}', old)


def test_deploying_needs_nothing_of_the_build(root):
    """A machine that only deploys needs neither Transcrypt nor npm packages."""
    code = ('import sys; from toolchain.deployment import deploy, doctor; from toolchain import command_line;'
            'print([name for name in sys.modules if "transcrypt" in name or name.startswith("toolchain.compiler")])')
    done = subprocess.run([sys.executable, '-c', code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == '[]\n'
