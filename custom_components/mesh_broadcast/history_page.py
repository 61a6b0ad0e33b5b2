"""One page of a conversation: the newest, or what is before, after or around a message."""

from dataclasses import dataclass
from operator import attrgetter

from .history import HistoryMessage, Transcript

_AT = attrgetter("at_ms")


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Messages from the oldest to the newest.

    `more` and `newer` tell that there are others on either side; `pruned` that nothing
    older is left, but was there before it was forgotten.
    """

    messages: tuple[HistoryMessage, ...]
    more: bool
    newer: bool
    pruned: bool


def history_page(
    transcript: Transcript,
    *,
    limit: int,
    before: str | None = None,
    after: str | None = None,
    around: str | None = None,
    search: str | None = None,
) -> HistoryPage:
    """Return up to `limit` messages that hold `search`, by default the newest.

    `before`, `after` and `around` are message IDs, at most one of them. Where the
    message is forgotten, so is all that was before it: the page is empty and pruned.
    """
    # What a neighbour's history brought came late, but was said earlier.
    messages = sorted(transcript.messages, key=_AT)
    if (cursor := before or after or around) is not None:
        ids = [message.message_id for message in messages]
        if cursor not in ids:
            return HistoryPage((), more=False, newer=bool(ids), pruned=True)
        place = ids.index(cursor)
    else:
        place = len(messages)
    if search is None:
        kept = list(range(len(messages)))
    else:
        needle = search.casefold()
        kept = [
            number
            for number, message in enumerate(messages)
            if needle in message.text.casefold()
        ]
    older = sum(number < place for number in kept)
    if after is not None:
        begin = older + (older < len(kept) and kept[older] == place)
        end = min(len(kept), begin + limit)
    else:
        end = older if around is None else min(len(kept), older + 1 + limit // 2)
        begin = max(0, end - limit)
    page = tuple(messages[number] for number in kept[begin:end])
    return HistoryPage(
        page,
        more=begin > 0,
        newer=end < len(kept),
        pruned=transcript.pruned and begin == 0,
    )
