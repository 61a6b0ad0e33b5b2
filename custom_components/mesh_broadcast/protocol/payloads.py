"""The parsed payload of each packet type that this node knows (section 4)."""

from .announce import Announce
from .file_transfer import FileTransfer
from .fragments import Fragment
from .message import decode_text, leave_note
from .packet import Packet, PacketType
from .ping import Ping
from .request_sync import RequestSync

type Payload = Announce | Fragment | RequestSync | Ping | FileTransfer | str


def decode_payload(packet: Packet) -> Payload | None:
    """Parse a packet's payload: text as a string, None for types we do not read.

    Raises `DecodeError` where the payload is not what its type demands.
    """
    payload = packet.payload
    match packet.type:
        case PacketType.ANNOUNCE:
            return Announce.decode(payload)
        case PacketType.MESSAGE:
            return decode_text(payload)
        case PacketType.LEAVE:
            return leave_note(payload)
        case PacketType.FRAGMENT:
            return Fragment.decode(payload)
        case PacketType.REQUEST_SYNC:
            return RequestSync.decode(payload)
        case PacketType.PING | PacketType.PONG:
            return Ping.decode(payload)
        case PacketType.FILE_TRANSFER:
            return FileTransfer.decode(payload)
    return None
