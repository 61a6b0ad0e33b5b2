"""What the other layers may import from the core."""

import protocol


def test_the_public_names_are_these():
    assert set(protocol.__all__) == {
        "BROADCAST_RECIPIENT",
        "CloseLink",
        "DecodeError",
        "DropReason",
        "Effect",
        "EmptyMessageError",
        "EncodeError",
        "Event",
        "FrameReceived",
        "FramesDropped",
        "Identity",
        "Instant",
        "LinkBound",
        "LinkDown",
        "LinkId",
        "LinkLimitChanged",
        "LinkRole",
        "LinkStatus",
        "LinkUp",
        "MAX_ATT_VALUE",
        "MAX_BROADCAST_BYTES",
        "MAX_TTL",
        "MeshEngine",
        "MeshError",
        "MeshSettings",
        "MeshStatistics",
        "MessageReceived",
        "MessageTooLongError",
        "NotificationStreamAssembler",
        "PEER_ID_SIZE",
        "Packet",
        "PacketType",
        "Payload",
        "Peer",
        "PeerChange",
        "PeerChanged",
        "PeerId",
        "PeerPinned",
        "SendFrame",
        "SendLimitError",
        "SendPriority",
        "SentBroadcast",
        "Tick",
        "decode_packet",
        "decode_payload",
        "encode_packet",
        "fingerprint_of",
        "peer_id_of",
    }


def test_every_public_name_is_there():
    assert [name for name in protocol.__all__ if not hasattr(protocol, name)] == []
