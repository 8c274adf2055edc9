"""`build.py doctor` with S3 and nginx, for every fault that it detects in a deployment."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest

from tests.support.nginx import EXECUTABLE, Nginx
from toolchain import arguments
from toolchain.deployment import doctor, remedies
from toolchain.errors import BuildError

pytestmark = pytest.mark.slow

FOREVER = 'public, max-age=31536000, immutable'


@pytest.fixture
def bucket(s3, built, request):
    """The name of a bucket with a release, as `deploy` would upload it, and the asset root."""
    name = 'doctor-' + re.sub('[^a-z]+', '-', request.node.name)[:50].strip('-')
    s3.bucket(name)
    s3.put(name, built.directory.parent)
    return name, f'{s3.endpoint}/{name}/{built.hash}'


def findings(root: str) -> list[tuple[bool, str, str]]:
    """The findings at an asset root: whether each is a fault, its kind, and its text with the files."""
    return [(each.note.is_fault, each.note.kind, each.text()) for each in doctor.examine(root).findings]


def test_a_good_deployment(forks, bucket, built):
    done = forks.call('doctor', bucket[1] + '/')
    imports = len(list((built.directory / 'js').glob('*.js'))) - 1
    files = len([path for path in built.directory.rglob('*') if path.is_file()])
    assert done.status == 0
    # What S3 cannot do is only advice: compression, a Vary header for requests without Origin, and headers for one page.
    assert f'{bucket[1]}: {files} files, {imports} of {imports} imports work; 0 to fix,' in done.output
    assert {kind for is_fault, kind, _ in findings(bucket[1])} == {'compression', 'connections', 'vary'}
    assert 'CloudFront distribution' in done.output and 'nginx' not in done.output


FAULTS = {
    'a lost chunk': (lambda client, place: client.delete_object(**place), 'files', 'not there (404)'),
    'other bytes': (lambda client, place: client.put_object(
        **place, Body=b'nothing', ContentType='text/javascript', CacheControl=FOREVER), 'files', 'not the file of this release (7 bytes'),
    'a type that is no script': (lambda client, place: client.copy_object(
        **place, CopySource=place, MetadataDirective='REPLACE', ContentType='application/octet-stream', CacheControl=FOREVER),
        'type', 'content type application/octet-stream, with which browsers run no module'),
    'a wrong encoding': (lambda client, place: client.copy_object(
        **place, CopySource=place, MetadataDirective='REPLACE', ContentType='text/javascript', ContentEncoding='gzip',
        CacheControl=FOREVER), 'encoding', 'Content-Encoding: gzip, and nothing of the kind'),
}


@pytest.mark.parametrize('fault', FAULTS)
def test_each_fault_of_an_object_in_s3(forks, s3, bucket, built, fault):
    make, kind, words = FAULTS[fault]
    make(s3.client, {'Bucket': bucket[0], 'Key': f'{built.hash}/js/image.js'})
    faults = [found for found in findings(bucket[1]) if found[0]]
    assert [found[1] for found in faults] == [kind]
    assert faults[0][2].startswith(f'× js/image.js: {words}')
    assert '\n      S3: ' in faults[0][2]
    done = forks.call('doctor', bucket[1])
    imports = len(list((built.directory / 'js').glob('*.js'))) - 1
    assert done.status == 1 and f'{imports - 1} of {imports} imports work; 1 to fix' in done.output


def test_cache_headers_of_objects_in_s3(s3, bucket, built):
    def found(cache: dict) -> str:
        place = {'Bucket': bucket[0], 'Key': f'{built.hash}/js/image.js'}
        s3.client.copy_object(**place, CopySource=place, MetadataDirective='REPLACE', ContentType='text/javascript', **cache)
        return ' '.join(text for _, kind, text in findings(bucket[1]) if kind == 'cache')

    assert '! js/image.js: no Cache-Control' in found({})
    for said in ('no-cache', 'public, max-age=60', 'max-age=31536000', 'private, max-age=31536000, immutable'):
        assert f'js/image.js: Cache-Control: {said}, though it never changes' in found({'CacheControl': said})
    assert found({'CacheControl': 'max-age=99999999, IMMUTABLE'}) == ''


def test_each_fault_of_a_bucket(forks, s3, bucket):
    name, root = bucket
    s3.client.delete_bucket_cors(Bucket=name)
    cors, = [found for found in findings(root) if found[0]]
    assert cors[1] == 'cors' and re.search(r'^× \S+ and \d+ more: no Access-Control-Allow-Origin, so pages', cors[2])
    assert 'S3: aws s3api put-bucket-cors' in cors[2]
    assert ' 0 of ' in forks.call('doctor', root).output
    s3.client.put_bucket_cors(Bucket=name, CORSConfiguration={'CORSRules': [
        {'AllowedOrigins': ['https://one.example'], 'AllowedMethods': ['GET']}]})
    assert [kind for is_fault, kind, _ in findings(root) if is_fault] == ['cors']
    s3.client.delete_bucket_policy(Bucket=name)
    (is_fault, kind, text), = findings(root)
    assert is_fault and kind == 'reach' and 'manifest.json: answered with 403' in text and '"s3:GetObject"' in text


def test_what_is_no_deployment(s3, forks, bucket, built):
    (_, _, text), = findings('http://127.0.0.1:1/x')
    assert text == '× http://127.0.0.1:1/x: cannot be reached (Connection refused)'
    (_, _, text), = findings(f'{s3.endpoint}/{bucket[0]}/elsewhere')
    assert text.startswith('× manifest.json: not there (404)')
    for damaged in (b'{', b'[]', b'{"media/main.py": {}}'):
        s3.client.put_object(Bucket=bucket[0], Key=f'{built.hash}/manifest.json', Body=damaged)
        (_, _, text), = findings(bucket[1])
        assert text.startswith('× manifest.json: no manifest of a release')
    assert doctor.examine(bucket[1]).report().endswith(f'\n{bucket[1]}: no release was found.')
    done = forks.call('doctor', 'cdn.example/hash')
    assert done.status == 1 and done.errors == (
        'build.py: cdn.example/hash is not the address of an asset root; write it as in https://HOST/<hash>.\n')


def test_addresses_that_people_copy():
    for address in ('https://h/a/b', 'https://h/a/b/', 'https://h/a/b/js/main.min.js', 'https://h/a/b/manifest.json?x#y'):
        assert arguments.asset_root(address) == 'https://h/a/b'
    for address in ('s3://bucket', 'h/a', ''):
        with pytest.raises(BuildError, match='is not the address of an asset root'):
            arguments.asset_root(address)


# The parts of a good location block. Each fault replaces one of them, or adds a block for the chunk image.js.
GOOD = {
    'files': 'root {assets};',
    'types': 'types { text/javascript js; application/json json; text/html html; text/plain txt; }',
    'gzip': 'gzip on; gzip_vary on; gzip_min_length 1000; gzip_types text/javascript application/json text/plain;',
    'cors': 'add_header Access-Control-Allow-Origin "*";',
    'cache': f'add_header Cache-Control "{FOREVER}";',
    'frames': 'set $connections ""; if ($uri ~ /frame\\.html$) { set $connections "()"; } add_header Connection-Allowlist $connections;',
    'more': '',
}


def location(path: str = '/', **changes: str) -> str:
    return f'location {path} {{ {" ".join({**GOOD, **changes}.values())} }}'


def chunk(**changes: str) -> str:
    return location() + location('= /{hash}/js/image.js', **changes)


# Faulty servers, and the expected findings: whether it is a fault, its kind, a part of the text, and of the fix.
FAULTY = {
    'no CORS': (location(cors=''), True, 'cors', 'more: no Access-Control-Allow-Origin', 'add_header Access'),
    'CORS for another': (location(cors='add_header Access-Control-Allow-Origin "https://one.example";'), True, 'cors',
                         'more: Access-Control-Allow-Origin: https://one.example', 'add_header Access'),
    'CORS by name': (location(cors='add_header Access-Control-Allow-Origin $http_origin;', gzip=GOOD['gzip'].replace(
        'gzip_vary on;', '')), False, 'vary', 'more: origins allowed by name without Vary: Origin', 'add_header Access'),
    'no types': (location(types='types { }'), True, 'type', 'more: content type text/plain, with which', 'types {'),
    'no caching': (location(cache=''), False, 'cache', 'more: no Cache-Control', 'add_header Cache-Control'),
    'missing files cached': (location(cache=GOOD['cache'].replace(';', ' always;')), False, 'cache',
                             'caches may keep the answer 404', 'add_header Cache-Control'),
    'no compression': (location(gzip=''), False, 'compression', 'more: sent without compression', 'gzip on;'),
    'a front page for all': (location(more='try_files $uri /{hash}/licences.txt;'), False, 'files',
                             'the answer 200 for files that are not there', 'copy all'),
    'no header for frames': (location(frames=''), False, 'connections', 'frame.html: no Connection-Allowlist: (), so that outputs that may not',
                             'set $connections'),
    'the header for all pages': (location(frames='add_header Connection-Allowlist "()";'), True, 'connections',
                                 'open.html: Connection-Allowlist: (), so that outputs that may fetch cannot', 'set $connections'),
    'a policy for all pages': (location(more="add_header Content-Security-Policy \"default-src 'self'; object-src 'none'\";"), True, 'scripts',
                               "more: Content-Security-Policy: default-src 'self', so scripts of outputs do not run", 'no Content-Security-Policy'),
    'no embedding': (location(more='add_header Cross-Origin-Resource-Policy same-origin;'), True, 'embedding',
                     'more: Cross-Origin-Resource-Policy: same-origin', 'add_header Cross'),
    'a chunk forbidden': (chunk(more='deny all;'), True, 'reach', 'js/image.js: answered with 403', 'location'),
    'a chunk lost': (chunk(files='root /nonexistent;'), True, 'files', 'js/image.js: not there (404)', 'copy all'),
    'a chunk altered': (chunk(types='types { } default_type text/javascript;', more='return 200 "export const render = 1";'),
                        True, 'files', 'js/image.js: not the file of this release (23 bytes', 'copy all'),
    'a chunk compressed in name': (chunk(gzip='', more='add_header Content-Encoding gzip;'), True, 'encoding',
                                   'js/image.js: Content-Encoding: gzip, and nothing of the kind', 'gzip_static'),
    'a broken connection': (chunk(more='return 444;'), True, 'reach', 'js/image.js: cannot be reached', ''),
    'a server in trouble': (chunk(more='return 503;'), True, 'reach', 'js/image.js: answered with 503', 'location'),
}


@pytest.fixture(scope='module')
def nginx(root, built):
    if EXECUTABLE is None:
        pytest.skip('there is no nginx; on Debian `apt install nginx-light`')
    text = (root / 'docs' / 'deploy.md').read_text(encoding='utf-8')
    documented = re.search(r'```nginx\n(.*?)```', text, re.DOTALL)[1].replace('/srv/assets/', '{assets}/')
    servers = {'documented': documented, 'good': location(), **{name: fault[0] for name, fault in FAULTY.items()}}
    server = Nginx({name: each.replace('{assets}', str(built.directory.parent)).replace('{hash}', built.hash)
                    for name, each in servers.items()})
    yield server
    server.close()


def test_the_nginx_that_the_docs_show_has_nothing_to_mend_or_improve(nginx, forks, built):
    root = f'{nginx.origins["documented"]}/assets/{built.hash}'
    done = forks.call('doctor', root)
    assert done.status == 0 and done.output.endswith('0 to fix, 0 to improve.\n'), done.output
    assert done.output.count('\n') == 1
    assert findings(f'{nginx.origins["good"]}/{built.hash}') == []
    for page, connections in [('frame.html', '()'), ('open.html', None)]:
        with urllib.request.urlopen(f'{root}/{page}', timeout=10) as answer:
            assert answer.headers['Connection-Allowlist'] == connections and answer.headers['Access-Control-Allow-Origin'] == '*'


@pytest.mark.parametrize('name', FAULTY)
def test_each_fault_of_an_nginx(nginx, built, name):
    _, is_fault, kind, words, mend = FAULTY[name]
    found = findings(f'{nginx.origins[name]}/{built.hash}')
    assert found[0][0] == is_fault and {each[1] for each in found} == {kind}, found
    assert len(found) == 1 or name == 'no types', found  # there, other findings are about files that are not scripts
    assert found[0][2].startswith('× ' if is_fault else '! ') and words in found[0][2]
    assert f'\n      nginx: {mend}' in found[0][2] if mend else '\n' not in found[0][2]


def test_pages_of_a_release_may_be_framed(assets):
    """Every page may frame them; their content type is checked like that of scripts."""
    text = b'<!doctype html>'
    entries = {'media/main.py': {'file': 'js/main.min.js', 'contentType': 'text/javascript'},
               '_frame.html': {'file': 'frame.html', 'contentType': 'text/html; charset=utf-8'}}
    assets.pages['/r/manifest.json'] = (json.dumps(entries).encode(), {'Content-Type': 'application/json'})
    assets.pages['/r/js/main.min.js'] = (text, {'Content-Type': 'text/javascript'})

    def faults(**headers: str) -> list[str]:
        assets.pages['/r/frame.html'] = (text, {'Content-Type': 'text/html', **headers})
        return [text for is_fault, _, text in findings(f'{assets.origin}/r') if is_fault]

    assert faults() == faults(**{'Content-Security-Policy': 'frame-ancestors https: *; x'}) == []
    fault, = faults(**{'X-Frame-Options': 'DENY'})
    assert fault.startswith('× frame.html: X-Frame-Options: DENY\n') and 'nginx: any add_header' in fault
    fault, = faults(**{'Content-Security-Policy': "default-src 'none' 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-scripts"})
    assert fault.startswith("× frame.html: Content-Security-Policy: frame-ancestors 'self'\n")
    fault, = faults(**{'Content-Type': 'text/plain'})
    assert fault.startswith('× frame.html: content type text/plain instead of text/html')


def test_policies_that_stop_the_scripts_of_pages(assets):
    entries = {'media/main.py': {'file': 'js/main.min.js', 'contentType': 'text/javascript'},
               '_frame.html': {'file': 'frame.html', 'contentType': 'text/html; charset=utf-8'}}
    assets.pages['/r/manifest.json'] = (json.dumps(entries).encode(), {'Content-Type': 'application/json'})
    assets.pages['/r/js/main.min.js'] = (b'', {'Content-Type': 'text/javascript'})

    def stops(policy: str) -> bool:
        assets.pages['/r/frame.html'] = (b'', {'Content-Type': 'text/html', 'Content-Security-Policy': policy})
        return any(kind == 'scripts' for _, kind, _ in findings(f'{assets.origin}/r'))

    for policy in ("default-src 'self'", "script-src 'nonce-a' 'unsafe-inline'", "default-src *, script-src 'none'", 'sandbox', 'SANDBOX allow-forms',
                   "default-src 'unsafe-inline'; script-src 'self'", "script-src 'self'; script-src 'unsafe-inline'"):
        assert stops(policy), policy
    for policy in ("script-src 'unsafe-inline'", "default-src 'none'; script-src 'unsafe-inline' *", 'sandbox allow-scripts', "img-src 'none'", ''):
        assert not stops(policy), policy


def test_redirects_are_followed_as_a_browser_does(site, assets, built):
    """From one origin to another, as from http:// to https://: without CORS headers in the redirect, nothing can be imported."""
    target = f'{assets.origin}/{built.hash}'
    names = [path.relative_to(built.directory).as_posix() for path in built.directory.rglob('*') if path.is_file()]

    def faults(headers: dict) -> list[tuple[bool, str, str]]:
        site.redirects = {f'/{name}': (f'{target}/{name}', headers) for name in names}
        return [found for found in findings(site.origin) if found[0]]

    (_, kind, text), = faults({})
    assert kind == 'redirect' and f'{site.origin} redirects to {assets.origin} without Access-Control-Allow-Origin' in text
    assert faults({'Access-Control-Allow-Origin': '*'}) == []
    (_, kind, _), = faults({'Access-Control-Allow-Origin': 'https://other.example'})
    assert kind == 'redirect'


def test_servers_are_recognised_by_what_they_say():
    from email.message import Message

    def recognised(**headers: str) -> tuple[str, ...]:
        message = Message()
        for name, value in headers.items():
            message[name.replace('_', '-')] = value
        return remedies.recognised(message)

    assert recognised(Server='AmazonS3', x_amz_request_id='1') == ('S3',)
    assert recognised(Server='AmazonS3', x_amz_request_id='1', x_amz_cf_id='2', Via='1.1 x.cloudfront.net (CloudFront)') == (
        'CloudFront', 'S3')
    assert recognised(Server='CloudFront', x_amz_cf_id='2') == ('CloudFront',)
    assert recognised(Server='nginx/1.22.1') == ('nginx',)
    assert recognised(Server='Caddy') == remedies.recognised(None) == ('S3', 'CloudFront', 'nginx')
    for kind, mends in remedies.REMEDIES.items():
        assert set(mends) == {'S3', 'CloudFront', 'nginx'}, kind
