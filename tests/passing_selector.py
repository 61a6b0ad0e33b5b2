"""A loop's selector behind another one, which decides how long it waits."""

import selectors
from typing import Any, override


class PassingSelector(selectors.BaseSelector):
    """Passes everything on; what is made of it has its own `select`."""

    def __init__(self, real: selectors.BaseSelector) -> None:
        self._real = real

    @override
    def register(self, *args: Any, **kwargs: Any) -> selectors.SelectorKey:
        return self._real.register(*args, **kwargs)

    @override
    def unregister(self, *args: Any, **kwargs: Any) -> selectors.SelectorKey:
        return self._real.unregister(*args, **kwargs)

    @override
    def modify(self, *args: Any, **kwargs: Any) -> selectors.SelectorKey:
        return self._real.modify(*args, **kwargs)

    @override
    def get_map(self) -> Any:
        return self._real.get_map()

    @override
    def close(self) -> None:
        self._real.close()
