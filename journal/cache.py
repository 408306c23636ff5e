"""Redis as a convenience: readers get their pages from the database while it is gone, slow, full or holds nonsense."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Seconds. A page from the database takes some hundredths of one: waiting longer for the cache is no gain.
PATIENCE = 0.25
# After a failure nobody asks for so long, or every reader would wait in turn.
REST = 5.0


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, where an outage is a miss. `incr` raises ValueError then, as for an unknown key."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE} | params.get("OPTIONS", {})
        super().__init__(server, params | {"OPTIONS": options})
        self._resting_until = 0.0

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask(lambda: super(ForgivingRedisCache, self).add(key, value, timeout, version), False))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._ask(lambda: super(ForgivingRedisCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask(lambda: super(ForgivingRedisCache, self).set(key, value, timeout, version), None)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask(lambda: super(ForgivingRedisCache, self).touch(key, timeout, version), False))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._ask(lambda: super(ForgivingRedisCache, self).delete(key, version), False))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return bool(self._ask(lambda: super(ForgivingRedisCache, self).has_key(key, version), False))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        found = self._ask(lambda: super(ForgivingRedisCache, self).incr(key, delta, version), None)
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return int(found)

    def _ask(self, question: Callable[[], Any], otherwise: Any) -> Any:
        if time.monotonic() < self._resting_until:
            return otherwise
        try:
            return question()
        except (RedisError, OSError) as error:
            self._resting_until = time.monotonic() + REST
            logger.warning("Redis does not answer; pages come from the database. %s", error)
        except ValueError:
            return otherwise  # incr of a key that is not there
        except Exception as error:
            # What somebody else wrote under this key can be anything, and unpickling it raises what it likes.
            logger.warning("A value in Redis cannot be read: %r", error)
        return otherwise
