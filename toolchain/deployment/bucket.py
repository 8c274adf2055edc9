"""A bucket of S3, or of a server that speaks its protocol, as deployments see it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import boto3
import botocore
from botocore import exceptions
from botocore.config import Config

from toolchain.deployment.failures import ABSENT, DENIED, code_of, sentence
from toolchain.errors import BuildError

# Seconds to wait for a connection and for an answer, and how often to try, with growing pauses, in all.
_CLIENT_CONFIG = Config(connect_timeout=10, read_timeout=60, retries={'mode': 'standard', 'total_max_attempts': 5})
_FAILURES = (exceptions.BotoCoreError, exceptions.ClientError, ValueError)


@dataclass(frozen=True)
class Object:
    """What a bucket holds under a key: headers it is served with, and what checksums S3 knows of it."""

    content_type: str
    cache_control: str
    content_encoding: str
    checksums: frozenset[str]

    def is_same(self, data: bytes, content_type: str, cache_control: str) -> bool:
        """Whether putting ``data`` would change nothing. Encrypted by a key of KMS an object may look changed."""
        headers = (self.content_type, self.cache_control, self.content_encoding)
        return headers == (content_type, cache_control, '') and bool(
            self.checksums & {hashlib.md5(data, usedforsecurity=False).hexdigest(), _sha256(data)})


class Bucket:
    """The objects below ``s3://BUCKET/PREFIX``; keys are relative to that. May be used by several threads at once."""

    def __init__(self, address: str, endpoint: str | None = None) -> None:
        match = re.fullmatch(r's3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?', address)
        if not match:
            raise BuildError(f'{address} is not the address of a bucket; write s3://BUCKET or s3://BUCKET/PREFIX.')
        if endpoint is not None and not re.match(r'https?://[^/]', endpoint):
            raise BuildError(f'--endpoint-url {endpoint} is not an address; write it with http:// or https://.')
        self.name = match[1]
        prefix = (match[2] or '').strip('/')
        self.prefix = f'{prefix}/' if prefix else ''
        self._endpoint = endpoint
        self._client = self._guarded(lambda: boto3.client('s3', endpoint_url=endpoint, config=_CLIENT_CONFIG))
        self._region = self._client.meta.region_name

    def address_of(self, key: str) -> str:
        """Where browsers find an object, if the bucket lets them."""
        # Amazon's certificates know no names of buckets with dots; by itself boto3 names no region in addresses.
        is_amazons = '.amazonaws.com' in self._client.meta.endpoint_url
        style = 'auto' if not is_amazons else 'path' if '.' in self.name else 'virtual'
        anyone = boto3.client('s3', endpoint_url=self._endpoint, region_name=self._region,
                              config=Config(signature_version=botocore.UNSIGNED, s3={'addressing_style': style}))
        return anyone.generate_presigned_url('get_object', Params=self._place(key))

    def require(self) -> None:
        """Raise BuildError where there is no such bucket, or nobody to ask."""
        try:
            # Another region than the one that is set would be answered all the same, but by a redirection.
            self._region = self._client.head_bucket(Bucket=self.name).get('BucketRegion', self._region)
        except exceptions.ClientError as error:
            # Who may write need not be allowed to look; what is wrong is told when writing.
            if code_of(error) in ABSENT:
                error.response['Error']['Code'] = 'NoSuchBucket'
                raise BuildError(sentence(error, self.name)) from None
        except _FAILURES as error:
            raise BuildError(sentence(error, self.name)) from None

    def find(self, key: str) -> Object | None:
        """What is there under a key, as far as it may be seen."""
        try:
            head = self._client.head_object(**self._place(key), ChecksumMode='ENABLED')
        except _FAILURES as error:
            # Who may not list a bucket is told 403 of objects that are not there.
            if code_of(error) in ABSENT | DENIED:
                return None
            raise BuildError(sentence(error, self.name)) from None
        return Object(head.get('ContentType', ''), head.get('CacheControl', ''), head.get('ContentEncoding', ''),
                      frozenset({head.get('ETag', '').strip('"'), head.get('ChecksumSHA256', '')}))

    def put(self, key: str, data: bytes, content_type: str, cache_control: str) -> None:
        self._guarded(lambda: self._client.put_object(
            **self._place(key), Body=data, ContentType=content_type, CacheControl=cache_control,
            ChecksumSHA256=_sha256(data)))

    def read(self, key: str) -> bytes:
        return self._guarded(lambda: self._client.get_object(**self._place(key))['Body'].read())

    def entries(self) -> Iterator[tuple[str, datetime]]:
        """All keys, and when each was last written."""
        def pages() -> list[dict]:
            found = self._client.get_paginator('list_objects_v2').paginate(Bucket=self.name, Prefix=self.prefix)
            return [entry for page in found for entry in page.get('Contents', [])]
        for entry in self._guarded(pages):
            yield entry['Key'][len(self.prefix):], entry['LastModified']

    def delete(self, keys: list[str]) -> None:
        for start in range(0, len(keys), 1000):  # as many as one request may name
            objects = [{'Key': self.prefix + key} for key in keys[start:start + 1000]]
            answer = self._guarded(lambda objects=objects: self._client.delete_objects(
                Bucket=self.name, Delete={'Objects': objects, 'Quiet': True}))
            for error in answer.get('Errors', []):
                raise BuildError(f'{error["Key"]} could not be deleted: {error["Message"]}.')

    def _place(self, key: str) -> dict[str, str]:
        return {'Bucket': self.name, 'Key': self.prefix + key}

    def _guarded(self, action: Callable):
        """The result of ``action``; BuildError with a sentence where it fails."""
        try:
            return action()
        except _FAILURES as error:
            raise BuildError(sentence(error, self.name)) from None


def _sha256(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()
