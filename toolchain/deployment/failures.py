"""Error messages for failures of a bucket: one sentence each, with the fix."""

from __future__ import annotations

from botocore import exceptions

DENIED = frozenset({'403', 'AccessDenied', 'AllAccessDisabled', 'AccountProblem'})
ABSENT = frozenset({'404', 'NoSuchKey', 'NotFound'})

_BAD_KEYS = {'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken', 'AuthFailure'}
_FULL = {'XMinioStorageFull', 'QuotaExceeded', 'InsufficientStorage', '507'}
_ELSEWHERE = {'PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException', '301'}
_NO_CREDENTIALS = (exceptions.NoCredentialsError, exceptions.PartialCredentialsError, exceptions.SSOError,
                   exceptions.CredentialRetrievalError, exceptions.TokenRetrievalError, exceptions.ProfileNotFound)


def code_of(error: Exception) -> str:
    """The error code from S3: a name, or the HTTP status for responses without a body."""
    return str(getattr(error, 'response', {}).get('Error', {}).get('Code', ''))


def sentence(error: Exception, bucket: str) -> str:
    """The message for an error from boto3."""
    if isinstance(error, exceptions.ClientError):
        return _refused(code_of(error), error, bucket)
    reason = str(error).rstrip('.')
    if isinstance(error, _NO_CREDENTIALS):
        return (f'There are no credentials for S3 ({reason}); run `aws configure`, or set AWS_PROFILE, or '
                'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
    if isinstance(error, (exceptions.HTTPClientError, exceptions.ConnectionError)):
        return (f'S3 cannot be reached ({reason}); look at the network and at --endpoint-url, and run the command '
                'again: what was uploaded is skipped.')
    return f'S3 cannot be used: {reason}.'


def _refused(code: str, error: exceptions.ClientError, bucket: str) -> str:
    if code == 'NoSuchBucket':
        return f'There is no bucket {bucket}; make it, as with `aws s3 mb s3://{bucket}`, or correct its name.'
    if code in DENIED:
        return (f'These credentials may not do this in bucket {bucket} ({error.operation_name}: {code}); they need '
                's3:ListBucket, s3:GetObject and s3:PutObject, and for pruning s3:DeleteObject.')
    if code in _BAD_KEYS:
        return f'S3 does not accept these credentials ({code}); renew them, as with `aws configure` or `aws sso login`.'
    if code in _FULL:
        return f'The storage of bucket {bucket} is full ({code}); make room and run the command again.'
    if code in _ELSEWHERE:
        return f'Bucket {bucket} is in another region ({code}); set AWS_REGION to its own.'
    message = error.response.get('Error', {}).get('Message') or 'no reason given'
    return f'S3 refused {error.operation_name} in bucket {bucket}: {message.rstrip(".")} ({code}).'
