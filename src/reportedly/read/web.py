"""Many requests, politely: as each host's robots.txt and its patience allow.

In: what is asked for. Out: answers, or why there is none, as they come.
What a newcomer would get wrong: answers keep no order, since a slow host holds up nobody but itself; all of it runs
on an event loop of its own, in one thread, and the caller just waits.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from types import TracebackType
from urllib.parse import urlsplit

from anyio import EndOfStream, create_memory_object_stream, create_task_group
from anyio.from_thread import start_blocking_portal
from anyio.streams.memory import MemoryObjectSendStream

from reportedly.errors import Disallowed, Forbidden, NotReadable, NotThere, ReadError, Unreachable
from reportedly.model import SiteRules
from reportedly.read import robots
from reportedly.read.fetch import Answer, Ask, Redirect, client, followed, hop
from reportedly.read.raw import Limits, Manners
from reportedly.read.turns import Turns

_WAITING = 16  # answers that nobody has taken yet
_NO_RULES_HOLD = timedelta(minutes=10)
_Rules = robots.Rules | ReadError
_Asked = tuple[Ask, Answer | ReadError]
_NEVER = SiteRules(b"", datetime.min.replace(tzinfo=UTC))  # of a site that nothing is known of


class Web:
    """The network, for a program that asks for much; to be used in a `with` statement.

    `known` are robots.txt files by their addresses, from earlier; they hold for a day.
    """

    def __init__(
        self, limits: Limits, manners: Manners | None = None, known: Mapping[str, SiteRules] | None = None
    ) -> None:
        self.limits = limits
        self._known = dict(known or {})
        self._new: dict[str, SiteRules] = {}
        self._turns = Turns(manners or Manners())
        self._rules: dict[str, tuple[datetime, _Rules]] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._at_once_host = (manners or Manners()).at_once_host
        self._open = ExitStack()

    def __enter__(self) -> "Web":
        self._portal = self._open.enter_context(start_blocking_portal())
        self._client = self._open.enter_context(self._portal.wrap_async_context_manager(client(self.limits)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def get(self, ask: Ask) -> Answer:
        """The answer to `ask`.

        Raises ReadError that says why there is none; Disallowed where the site does not want it to be asked.
        """
        found = self._portal.call(self._settled, ask)
        if isinstance(found, ReadError):
            raise found
        return found

    def get_all(self, asks: Iterable[Ask]) -> Generator[_Asked]:
        """All answers, each with what was asked, as they come; few are fetched ahead of the one that is taken."""
        hosts: defaultdict[str, deque[Ask]] = defaultdict(deque)
        for ask in asks:
            hosts[host_of(ask.address)].append(ask)
        send, receive = create_memory_object_stream[_Asked](_WAITING)
        serving = self._portal.start_task_soon(self._serve, list(hosts.values()), send)
        try:
            while True:
                try:
                    yield self._portal.call(receive.receive)
                except EndOfStream:
                    break
            serving.result()
        finally:
            serving.cancel()
            self._portal.call(receive.aclose)

    async def _serve(self, queues: Iterable[deque[Ask]], send: MemoryObjectSendStream[_Asked]) -> None:
        async with send, create_task_group() as group:
            for queue in queues:
                for _ in range(min(self._at_once_host, len(queue))):
                    group.start_soon(self._work_off, queue, send)

    async def _work_off(self, queue: deque[Ask], send: MemoryObjectSendStream[_Asked]) -> None:
        while queue:
            ask = queue.popleft()
            await send.send((ask, await self._settled(ask)))

    async def _settled(self, ask: Ask) -> Answer | ReadError:
        try:
            return await followed(ask, self.limits, self._allowed_hop)
        except ReadError as error:
            return error
        except Exception as error:  # a fault of a library's is a fault of this one address
            return NotReadable(f"fetching it failed: {type(error).__name__}: {error}")

    async def _allowed_hop(self, ask: Ask) -> Answer | Redirect:
        found = await self._rules_for(ask.address)
        if isinstance(found, ReadError):
            raise found
        if not found.allow(ask.address):
            raise Disallowed(f"the site's robots.txt keeps {found.name} out of {ask.address}")
        return await self._polite_hop(ask, found.delay_s)

    async def _polite_hop(self, ask: Ask, delay_s: float = 0.0) -> Answer | Redirect:
        host = host_of(ask.address)
        async with self._turns.turn(host, delay_s):
            try:
                return await hop(self._client, ask, self.limits)
            except Unreachable as error:
                if error.after_s:
                    self._turns.hold(host, error.after_s)
                raise

    async def _rules_for(self, address: str) -> _Rules:
        """The rules of the address's site, asked for once a day; one who comes meanwhile waits for them."""
        place = robots.address_of(address)
        async with self._locks[place]:
            until, found = self._rules.get(place) or self._held(self._known.pop(place, _NEVER))
            if until <= datetime.now(UTC):
                try:
                    self._new[place] = asked = await self._asked(place)
                    until, found = self._held(asked)
                except ReadError as error:
                    until, found = datetime.now(UTC) + _NO_RULES_HOLD, error
            self._rules[place] = until, found
            return found

    def _held(self, known: SiteRules) -> tuple[datetime, _Rules]:
        """Until when a robots.txt holds, and its rules."""
        return known.asked_at + robots.HOLD, robots.rules(known.content, self.limits.user_agent)

    def take_rules(self) -> dict[str, SiteRules]:
        """The robots.txt files that were asked for since this was called last, by their addresses."""
        found, self._new = self._new, {}
        return found

    async def _asked(self, place: str) -> SiteRules:
        """The robots.txt at `place`; an empty one where there is none. Raises ReadError where it cannot be had."""
        try:
            answer = await followed(Ask(place, only_page=False), self.limits, self._polite_hop)
        except Forbidden:
            raise
        except NotThere:
            return SiteRules(b"", datetime.now(UTC))
        except ReadError as error:
            after_s = error.after_s if isinstance(error, Unreachable) else None
            refused = f"its robots.txt could not be read, so nothing of it is asked for: {error}"
            raise Unreachable(refused, after_s) from None
        return SiteRules((answer.content or b"")[: robots.MOST_BYTES], datetime.now(UTC))


def host_of(address: str) -> str:
    """The host that `address` asks, with its port.

    >>> host_of("https://Person@News.example:8443/a")
    'news.example:8443'
    """
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
