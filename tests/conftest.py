"""For all tests: tiers, how properties choose their examples, and no network connections.

``make test`` runs the fast tests: those that are neither ``slow`` nor ``e2e``, and the ``smoke`` ones of both.
Properties have no time limit, and use the same examples every time, except in ``make torture``.
"""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.budget import TORTURE

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("same", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("random", deadline=None, max_examples=500, print_blob=True)
settings.load_profile("random" if TORTURE else "same")

TIERS = {"end_to_end": "e2e", "ui/screens": "slow"}
"""Folders whose tests are all of one tier."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of some folders with their tier."""
    here = Path(__file__).parent
    for item in items:
        for folder, tier in TIERS.items():
            if item.path.is_relative_to(here / folder):
                item.add_marker(tier)


def _is_local(host: object) -> bool:
    """Return whether a host is this machine, without DNS."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse connections to other machines and fail the test; random keys could start an engine."""
    attempts: list[object] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def connect_local(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address[0]):
            attempts.append(address)
            raise ConnectionRefusedError("tests stay on this machine")
        connect(self, address)

    def resolve_local(host: Any, *arguments: Any, **named: Any) -> Any:
        if not _is_local(host):
            raise socket.gaierror(socket.EAI_NONAME, "tests use no DNS")
        return resolve(host, *arguments, **named)

    monkeypatch.setattr(socket.socket, "connect", connect_local)
    monkeypatch.setattr(socket, "getaddrinfo", resolve_local)
    yield
    assert not attempts, f"connected to {attempts}"
