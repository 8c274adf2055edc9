"""The history of a git repository as a gallery item, in the format of the git kernel's ``%show graph``."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

MIME = 'application/vnd.sorna.gitgraph'


def exported(repository: Path) -> list:
    """The media item of a repository, without commits if it is not a repository or git is not installed.

    As in the kernel, branches come from ``git log --source``, looked up by the first seven characters of commit ids,
    and a message is the first line up to the first ``||``.
    """
    sources = _git(repository, 'log', '--pretty=oneline', '--graph', '--source', '--branches')
    branches = dict(re.findall(r'([0-9a-f]{7})[0-9a-f]*\s+(\S+)', sources))
    log = _git(repository, 'log', '--pretty=format:%h||%p||%s||%cn', '--all', '--topo-order', '--reverse')
    commits = []
    for line in log.split('\n'):
        if line:
            oid, parents, message, author, *_ = line.split('||')
            parent_ids = parents.split(' ')
            commits.append({
                'oid': oid, 'parent_ids': parent_ids, 'author': author, 'message': message,
                'branch': branches.get(oid), 'parent_branches': [branches.get(parent) for parent in parent_ids]})
    return [MIME, commits]


def _git(repository: Path, *arguments: str) -> str:
    try:
        ran = subprocess.run(['git', '-C', str(repository), *arguments], capture_output=True, encoding='utf-8',
                             errors='replace')
    except FileNotFoundError:
        return ''
    return ran.stdout if ran.returncode == 0 else ''
