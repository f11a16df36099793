"""Whose turn it is: how often and how often at once a host is asked.

In: the host that somebody wants to ask. Out: leave to ask it, after the wait that is due.
What a newcomer would get wrong: the wait counts from the beginning of one request to that of the next, and whoever
waits takes no connection from another host.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from reportedly.errors import Unreachable
from reportedly.read.raw import Manners

_PATIENCE_S = 120.0  # who has to wait longer is told to come back


class _Host:
    """One host: its requests at once, who waits next, and from when on it may be asked."""

    def __init__(self, at_once: int) -> None:
        self.room = asyncio.Semaphore(at_once)
        self.next = asyncio.Lock()
        self.free_at = 0.0


class Turns:
    """Gives out turns, within one event loop."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._room = asyncio.Semaphore(manners.at_once)
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay_s: float = 0.0) -> AsyncIterator[None]:
        """A turn at `host`, which asks for at least `delay_s` between two.

        Raises Unreachable where it would take longer than anybody should wait.
        """
        own = self._host(host)
        async with own.room:
            async with own.next:
                await self._wait(own)
                await self._room.acquire()
                own.free_at = _now() + max(delay_s, self._manners.host_delay_s)
            try:
                yield
            finally:
                self._room.release()

    def hold(self, host: str, wait_s: float) -> None:
        """Ask nothing of `host` for `wait_s`, as it wishes."""
        own = self._host(host)
        own.free_at = max(own.free_at, _now() + wait_s)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(self._manners.at_once_host))

    async def _wait(self, own: _Host) -> None:
        while (wait_s := own.free_at - _now()) > 0:  # while it was waited, the host may have asked for more
            if wait_s > _PATIENCE_S:
                raise Unreachable(f"the host asks to be left alone for {wait_s:.0f} s more", wait_s)
            await asyncio.sleep(wait_s)


def _now() -> float:
    return asyncio.get_running_loop().time()
