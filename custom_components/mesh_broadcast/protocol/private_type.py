"""The types of what a Noise session carries (section 4.5)."""

from enum import IntEnum


class PrivateType(IntEnum):
    """First byte of a decrypted message; other values are kept as they are."""

    MESSAGE = 0x01
    READ = 0x02
    DELIVERED = 0x03
    GROUP_INVITE = 0x06
    GROUP_KEY_UPDATE = 0x07
    VOICE_FRAME = 0x08
    FILE_ALIAS = 0x09
    VERIFY_CHALLENGE = 0x10
    VERIFY_RESPONSE = 0x11
    VOUCH_BATCH = 0x12
    FILE = 0x20
    PEER_STATE = 0x21
