"""A bucket of S3 or of an S3-compatible server, with the operations that deployments need."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import boto3
import botocore
from botocore import exceptions
from botocore.config import Config

from toolchain import arguments
from toolchain.deployment.failures import ABSENT, DENIED, code_of, sentence
from toolchain.errors import BuildError

# Timeouts in seconds for connecting and for responses, and the number of attempts, with backoff.
_CLIENT_CONFIG = Config(connect_timeout=10, read_timeout=60, retries={'mode': 'standard', 'total_max_attempts': 5})
_FAILURES = (exceptions.BotoCoreError, exceptions.ClientError, ValueError)


@dataclass(frozen=True)
class Object:
    """An object in a bucket: the headers it is served with, and the checksums that S3 reports for it."""

    content_type: str
    cache_control: str
    content_encoding: str
    checksums: frozenset[str]

    def is_same(self, data: bytes, content_type: str, cache_control: str) -> bool:
        """Whether uploading ``data`` would change nothing. An object encrypted with a KMS key may look changed."""
        headers = (self.content_type, self.cache_control, self.content_encoding)
        return headers == (content_type, cache_control, '') and bool(
            self.checksums & {hashlib.md5(data, usedforsecurity=False).hexdigest(), _sha256(data)})


class Bucket:
    """The objects below ``s3://BUCKET/PREFIX``; keys are relative to it. Thread-safe."""

    def __init__(self, address: str, endpoint: str | None = None) -> None:
        self.name, prefix = arguments.bucket(address, endpoint)
        self.prefix = f'{prefix.strip("/")}/'.lstrip('/')
        self._endpoint = endpoint
        self._client = self._guarded(lambda: boto3.client('s3', endpoint_url=endpoint, config=_CLIENT_CONFIG))
        self._region = self._client.meta.region_name

    def address_of(self, key: str) -> str:
        """The URL of an object for browsers, if the bucket allows access."""
        # Amazon's certificates do not match bucket names with dots; by default boto3 puts no region into addresses.
        is_amazons = '.amazonaws.com' in self._client.meta.endpoint_url
        style = 'auto' if not is_amazons else 'path' if '.' in self.name else 'virtual'
        anyone = boto3.client('s3', endpoint_url=self._endpoint, region_name=self._region,
                              config=Config(signature_version=botocore.UNSIGNED, s3={'addressing_style': style}))
        return anyone.generate_presigned_url('get_object', Params=self._place(key))

    def require(self) -> None:
        """Raise BuildError if the bucket does not exist or S3 cannot be reached."""
        try:
            # Requests with another region than the bucket's would work, but through a redirect.
            self._region = self._client.head_bucket(Bucket=self.name).get('BucketRegion', self._region)
        except exceptions.ClientError as error:
            # Credentials that may write need not be allowed to read; other errors are reported when writing.
            if code_of(error) in ABSENT:
                error.response['Error']['Code'] = 'NoSuchBucket'
                raise BuildError(sentence(error, self.name)) from None
        except _FAILURES as error:
            raise BuildError(sentence(error, self.name)) from None

    def find(self, key: str) -> Object | None:
        """The object under a key; None if there is none, or it may not be read."""
        try:
            head = self._client.head_object(**self._place(key), ChecksumMode='ENABLED')
        except _FAILURES as error:
            # Without permission to list the bucket, S3 responds with 403 for missing objects.
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
        """All keys, with the time when each was last written."""
        def pages() -> list[dict]:
            found = self._client.get_paginator('list_objects_v2').paginate(Bucket=self.name, Prefix=self.prefix)
            return [entry for page in found for entry in page.get('Contents', [])]
        for entry in self._guarded(pages):
            yield entry['Key'][len(self.prefix):], entry['LastModified']

    def delete(self, keys: list[str]) -> None:
        for start in range(0, len(keys), 1000):  # the limit of one request
            objects = [{'Key': self.prefix + key} for key in keys[start:start + 1000]]
            answer = self._guarded(lambda objects=objects: self._client.delete_objects(
                Bucket=self.name, Delete={'Objects': objects, 'Quiet': True}))
            for error in answer.get('Errors', []):
                raise BuildError(f'{error["Key"]} could not be deleted: {error["Message"]}.')

    def _place(self, key: str) -> dict[str, str]:
        return {'Bucket': self.name, 'Key': self.prefix + key}

    def _guarded(self, action: Callable):
        """The result of ``action``. Raises BuildError with a sentence if it fails."""
        try:
            return action()
        except _FAILURES as error:
            raise BuildError(sentence(error, self.name)) from None


def _sha256(data: bytes) -> str:
    return base64.b64encode(hashlib.sha256(data).digest()).decode()
