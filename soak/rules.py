"""What each series may do, and why."""

from .judge import Rule

_MEMORY = (
    Rule(
        "*resident memory (MB)",
        "what the allocator keeps for the next time comes in steps",
        share=0.05,
        least=3.0,
    ),
    Rule("*blocks of memory (1000)", "what Python has in use", share=0.03, least=5.0),
    Rule("*objects (1000)", "what the collector knows", share=0.03, least=3.0),
    Rule("*threads", "of a pool that grows to what was ever needed at once", least=4),
)

_WINDOWS = (
    Rule(
        "*: _Window.*",
        "two halves that take turns: it saws, by up to twice what it needs",
        share=0.5,
        least=50,
    ),
    Rule("*: RateWindow.taken", "of the last minutes", share=0.5, least=50),
)
_TABLES = (
    Rule(
        "*: Presence.left",
        "who said goodbye, and when, lest an older announce brings them back",
        limit=500,
        fills=True,
    ),
    Rule(
        "*: [_A-Z]*",
        "a table of the node's: by what is under way, and who is there just now",
        share=0.3,
        least=20,
    ),
    Rule("*: stored *", "as above", share=0.3, least=20),
)


def _filling(why: str, **limits: float) -> tuple[Rule, ...]:
    """Return rules for tables that grow up to their own limit, by class and attribute."""
    return tuple(
        Rule(
            f"*: {name.replace('__', '.', 1)}",
            why,
            limit=limit,
            fills=True,
        )
        for name, limit in limits.items()
    )


_OF_THE_HOUSE = (
    *_filling(
        "of people met, of whom a thousand are known, and 25 are devices",
        PeerStore__peers=1_000,
        KnownPeer=1_000,
        SignalHistory__samples=100 * 241,
        ActivityWatch__trusted=200,
        EngineStore__addresses=64,
    ),
    *_filling(
        "the newest of what happened, for the dashboard",
        ActivityLog__entries=200,
        ActivityEntry=200,
        ActivityEntry__data=200 * 12,
        ActivityWatch__statuses=200,
    ),
    Rule(
        "*registered devices",
        "25 peers, 7 that were picked, and the node; for the radio, two of Bluetooth",
        limit=35,
        fills=True,
    ),
    Rule("*registered entities", "of as many devices", limit=35 * 8, fills=True),
    Rule("*file mesh_broadcast.peers (kB)", "a thousand", limit=300, fills=True),
    Rule("*an hour", "by what is said", share=0.5, least=400),
    Rule(
        "recorder: *",
        "purged each night of what is older than a day",
        limit=60_000,
        fills=True,
    ),
    Rule("*states", "of as many devices", limit=35 * 8, fills=True),
)
_WITHIN_AN_HOUR = (
    *_filling(
        "messages of the last hours, whose limit an hour does not reach",
        Hearings__links=500 * 8,
        HeldBack__links=500 * 8,
        SyncStore__messages=1_000,
        SyncStore__shares=1_000,
        SyncAnswer__left=8 * 1_000,
        SendQueue__lanes=8 * 512,
        SyncStore__unserved=1_000,
        StoredPacket=2_600,
        DeliveryTracker__broadcasts=500,
        DeliveryTracker__private=1_000,
        _Broadcast=500,
        _Broadcast__heard=500 * 64,
        SentLedger__records=1_000,
        SentRecord=1_000,
        SentRecord__unread=4_000,
        Conversation=1_000,
        Conversation__messages=1_000,
        PrivateOutbox__conversations=1_000,
        Waiting=1_000,
        OutboxEntry=1_000,
        OutboxEntry__parts=4_000,
        OutboxPart=4_000,
        PrivateInbox__shown=5_000,
        PrivateInbox__counts=5_000,
        _Conversation__messages=5_000,
        HistoryMessage=5_000,
        _Window__old=50_000,
        _Window__young=50_000,
    ),
    *_filling(
        "people met, whose limit an hour does not reach",
        PinBook__pins=5_000,
        Pin=5_000,
        TrustBook__entries=1_000,
        PeerTrust=1_000,
        MeshEngine__budgets=1_000,
        TokenBucket=2_000,
        SessionTable__peers=256,
        PeerSessions=256,
        PeerSessions__spent=256 * 8,
        Session=512,
        Session__proven=1_024,
        TransportCipher=512,
        ReplayWindow=512,
        RateWindow=1_024,
        RateWindow__taken=10_000,
        AnnounceSchedule__replied=500,
        AnswerLimiter__answered=128,
        PeerDiscovery__friends=50,
        History__conversations=200,
        _Conversation=200,
    ),
    Rule("*file mesh_broadcast.* (kB)", "of those", limit=2_000, fills=True),
)

NODES = (*_MEMORY, *_WINDOWS, *_TABLES)
HOME = (
    Rule(
        "resident memory (MB)",
        "SQLite's cache of 16 MB fills with the first days of the recorder",
        least=20.0,
        share=0.05,
    ),
    Rule(
        "objects (1000)",
        "statements of the first night's purge, people met, and what is remembered of"
        " deleted entities",
        least=6.0,
        share=0.03,
    ),
    Rule(
        "deleted entities that are remembered",
        "by Home Assistant, of each peer that was a device: docs/soak.md, Leaks",
        limit=2_000,
        fills=True,
    ),
    Rule("file mesh_broadcast.* (kB)", "by what was said", share=0.3, least=20),
    *_MEMORY,
    *_WINDOWS,
    *_OF_THE_HOUSE,
    *_TABLES,
)
RADIO = (*_MEMORY, *_WITHIN_AN_HOUR, *_OF_THE_HOUSE, *_TABLES)
