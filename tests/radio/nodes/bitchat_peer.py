"""Drives an independent bitchat implementation on the node's real adapter.

Runs in .venv-peer; after the nickname may come the identity that an earlier run was
ready with. A line in is {"do": "say" | "announce" | "write" | "read" | "peers" | "quit",
...}; a line out is {"event": "ready" | "message" | "private" | "receipt" | "peer" |
"peers" | "log", ...}. Nothing of the implementation is here: its own transport scans,
connects, parses, verifies and encrypts.
"""

import asyncio
import json
import sys
import types
from typing import Any


def tell(**message: Any) -> None:
    """Print a line for the host."""
    print(json.dumps(message), flush=True)


def leave_out_other_networks() -> None:
    """Stand in for libraries of the package's halves that we do not use.

    coincurve serves its internet relays, libdispatch its peripheral on a Mac.
    """
    coincurve: Any = types.ModuleType("coincurve")
    coincurve.PrivateKey = coincurve.PublicKey = coincurve.PublicKeyXOnly = object
    sys.modules.setdefault("coincurve", coincurve)
    sys.modules.setdefault("libdispatch", types.ModuleType("libdispatch"))


async def main(nickname: str, *keys: str) -> None:
    """Be a bitchat user until told to quit."""
    leave_out_other_networks()
    from bitchat_cli.crypto import Identity, sha256_hex
    from bitchat_cli.transport import BLEChatTransport

    identity = Identity.from_hex(*keys) if keys else Identity.generate()
    transport = BLEChatTransport(
        identity=identity,
        nickname=nickname,
        # Of which it makes its pauses before it dials somebody again; the least.
        scan_interval=2.0,
        system_log=lambda text: tell(event="log", text=text),
        message_log=lambda name, text, _when, peer, _id: tell(
            event="message", nickname=name, text=text, peer=peer
        ),
        peer_log=lambda peer: tell(
            event="peer",
            nickname=peer.nickname,
            peer=peer.peer_id,
            signing_key=peer.signing_public_key.hex(),
        ),
        private_message_log=lambda name, text, _when, peer, message: tell(
            event="private", nickname=name, text=text, peer=peer, id=message
        ),
        receipt_log=lambda peer, kind, message, _when: tell(
            event="receipt", kind=kind, peer=peer, id=message
        ),
    )
    await transport.start()
    keys = tuple(identity.serialize().values())
    tell(
        event="ready",
        peer=identity.peer_id,
        fingerprint=sha256_hex(identity.noise_public_key),
        identity=keys,
    )
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async for line in lines:
        request = json.loads(line)
        match request["do"]:
            case "say":
                await transport.send_public_message(request["text"])
            case "announce":
                await transport.set_nickname(nickname)
            case "write":
                await transport.send_private_message(
                    request["to"], request["text"], message_id=request["id"]
                )
            case "read":
                await transport.send_read_receipt(request["to"], request["id"])
            case "peers":
                names = {peer.peer_id: peer.nickname for peer in transport.list_peers()}
                tell(event="peers", peers=names)
            case "quit":
                break
    await transport.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
