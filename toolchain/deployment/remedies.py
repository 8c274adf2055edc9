"""Settings that fix a deployment, ready to copy: for S3, CloudFront and nginx, or for the recognized servers."""

from __future__ import annotations

from email.message import Message

S3, CLOUDFRONT, NGINX = 'S3', 'CloudFront', 'nginx'

_TREE = '`python3 build.py deploy s3://BUCKET[/PREFIX]` once more: it replaces what differs'

REMEDIES = {
    'reach': {
        S3: 'a bucket policy that lets everyone read: {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", '
            '"Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::BUCKET/*"}]}',
        CLOUDFRONT: 'an origin access control for the bucket, and the bucket policy that it offers to copy',
        NGINX: 'location /assets/ { alias /srv/assets/; } with the folder that holds the release',
    },
    'files': {
        S3: _TREE,
        CLOUDFRONT: f'{_TREE}; then `aws cloudfront create-invalidation --distribution-id ID --paths "/*"`',
        NGINX: 'copy all of assets/<hash>/ once more, as with `rsync --checksum --recursive assets/ HOST:/srv/assets/`',
    },
    'type': {
        S3: _TREE, CLOUDFRONT: f'{_TREE}; then invalidate what is cached',
        NGINX: 'types { text/javascript js; text/css css; text/html html; application/json json map; text/plain txt; '
               'font/woff2 woff2; font/woff woff; font/ttf ttf; } in the location',
    },
    'cors': {
        S3: 'aws s3api put-bucket-cors --bucket BUCKET --cors-configuration '
            '\'{"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["GET", "HEAD"]}]}\'',
        CLOUDFRONT: 'in the behavior, the managed response headers policy SimpleCORS',
        NGINX: 'add_header Access-Control-Allow-Origin "*"; in the location that has the other add_header lines',
    },
    'vary': {
        S3: 'the printed script tag, which has crossorigin, on every page, so that all requests carry an Origin',
        CLOUDFRONT: 'in the behavior, the managed response headers policy SimpleCORS, which adds the header always',
        NGINX: 'add_header Access-Control-Allow-Origin "*"; whatever the Origin is',
    },
    'cache': {
        S3: _TREE,
        CLOUDFRONT: f'{_TREE}, and the managed cache policy CachingOptimized, which heeds what S3 says',
        NGINX: 'add_header Cache-Control "public, max-age=31536000, immutable"; in the location, without `always`',
    },
    'encoding': {
        S3: f'remove the Content-Encoding from the objects: {_TREE}',
        CLOUDFRONT: f'remove the Content-Encoding from the objects of the origin: {_TREE}',
        NGINX: 'gzip_static only with .gz files that belong to the files beside them',
    },
    'compression': {
        S3: 'S3 does not compress; a CloudFront distribution before it does',
        CLOUDFRONT: 'in the behavior, Compress objects automatically, with the managed cache policy CachingOptimized',
        NGINX: 'gzip on; gzip_types text/javascript text/css application/json font/ttf; gzip_vary on;',
    },
    'embedding': {
        S3: 'no header Cross-Origin-Resource-Policy in what stands before the bucket',
        CLOUDFRONT: 'in the response headers policy, Cross-Origin-Resource-Policy: cross-origin',
        NGINX: 'add_header Cross-Origin-Resource-Policy cross-origin;',
    },
    'framing': {
        S3: 'no such header in what stands before the bucket',
        CLOUDFRONT: 'a response headers policy without X-Frame-Options and frame-ancestors, as SimpleCORS is',
        NGINX: 'any add_header in the location, which drops those outside; no `more_set_headers` and the like',
    },
    'redirect': {
        S3: 'the address after the redirect as the asset root, or a redirect with Access-Control-Allow-Origin: *',
        CLOUDFRONT: 'the https:// address as the asset root: redirects of CloudFront have no CORS header',
        NGINX: 'the address after the redirect as the asset root, or '
               'add_header Access-Control-Allow-Origin "*" always; beside the return or rewrite that redirects',
    },
    'scripts': {
        S3: 'no such header in what stands before the bucket',
        CLOUDFRONT: 'a response headers policy without Content-Security-Policy, as SimpleCORS is',
        NGINX: 'no Content-Security-Policy in the location; it belongs to your own pages',
    },
    'connections': {
        S3: 'S3 does not send it; a CloudFront distribution before it does',
        CLOUDFRONT: 'for the path */frame.html alone, a behavior whose response headers policy has the custom header '
                    'Connection-Allowlist: ()',
        NGINX: 'set $connections ""; if ($uri ~ /frame\\.html$) { set $connections "()"; } with '
               'add_header Connection-Allowlist $connections; in the location',
    },
    'https': {S3: 'the https:// address of the bucket', CLOUDFRONT: 'Viewer protocol policy: Redirect HTTP to HTTPS',
              NGINX: 'listen 443 ssl; with a certificate'},
}


def recognised(headers: Message | None) -> tuple[str, ...]:
    """The kinds of server, by response headers, the one nearest to the browser first; all kinds if it is unknown."""
    names = {name.lower() for name in headers or ()}
    server = (headers.get('Server') or '').lower() if headers else ''
    if 'x-amz-cf-id' in names or 'cloudfront' in server:
        return (CLOUDFRONT, S3) if any(name.startswith('x-amz-request') for name in names) else (CLOUDFRONT,)
    if 'amazons3' in server or any(name.startswith('x-amz') for name in names):
        return (S3,)
    return (NGINX,) if 'nginx' in server else (S3, CLOUDFRONT, NGINX)


def remedy(kind: str, servers: tuple[str, ...]) -> list[str]:
    """The lines to print below a finding."""
    return [f'{server}: {REMEDIES[kind][server]}' for server in servers]
