"""What is mutated: parts of the core, each with the tests that speak for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """Modules of the core, and the modules of tests/protocol that have to notice."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


# What these leave out are whole neighbourhoods and floods: they notice much, and tell
# little of what is wrong; a behaviour is pinned where it can be read.
AREAS = {
    area.name: area
    for area in (
        Area(
            "codec",
            (
                "announce",
                "bits",
                "deflate",
                "file_transfer",
                "fragments",
                "message",
                "packet",
                "padding",
                "payloads",
                "peer_state",
                "ping",
                "private_message",
                "private_payloads",
                "reassembly",
                "request_sync",
                "signature",
                "stream",
                "tlv",
                "verify_challenge",
            ),
            (
                "test_fragments",
                "test_identity",
                "test_packet",
                "test_payloads",
                "test_private_payloads",
                "test_reassembly",
                "test_refusals",
                "test_signature",
                "test_stream",
                "test_vectors",
                "test_vectors_mesh",
                "test_vectors_private",
                "test_verification",
            ),
        ),
        Area(
            "dedup",
            ("dedup", "freshness", "hearings", "resends", "spool"),
            (
                "test_dedup",
                "test_engine",
                "test_freshness",
                "test_resends",
                "test_spool",
                "test_steady_clock",
            ),
        ),
        Area(
            "relay",
            (
                "designated_relay",
                "fanout",
                "forwarder",
                "relay",
                "relay_policy",
                "relay_queue",
                "route_planner",
                "topology",
                "trains",
            ),
            (
                "test_designated_relay",
                "test_engine",
                "test_engine_spoilers",
                "test_fanout",
                "test_mesh_policy",
                "test_neighbourhood",
                "test_peers",
                "test_private_routes",
                "test_relay",
                "test_resends",
                "test_spool",
                "test_sync_rounds",
                "test_trains",
                "test_vectors_mesh",
            ),
        ),
        Area(
            "sync",
            ("gcs", "gossip", "sync", "sync_policy", "sync_rounds"),
            (
                "test_alarms",
                "test_engine",
                "test_gcs",
                "test_mesh_policy",
                "test_sync",
                "test_sync_rounds",
                "test_vectors",
            ),
        ),
        Area(
            "sessions",
            ("noise", "session", "session_effects", "sessions", "transport_cipher"),
            (
                "test_noise",
                "test_sessions",
                "test_sessions_random",
                "test_vectors_private",
            ),
        ),
    )
}
