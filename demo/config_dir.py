"""Prepare a Home Assistant configuration folder that starts ready to use.

Onboarding is done, a user and an access token exist, the mesh's config entry is there,
and nothing in it needs the internet. `script/run` starts Home Assistant on it; the
radio tier does the same with its virtual machines' adapters.
"""

import argparse
import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
import json
from pathlib import Path
import secrets
import sys
from types import MappingProxyType
from typing import Any

from bluetooth_adapters import ADAPTER_ADDRESS, get_adapters
from homeassistant import runner
from homeassistant.auth import AuthManager, auth_manager_from_config
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
from homeassistant.auth.providers.homeassistant import async_get_provider
from homeassistant.components.bluetooth.const import DOMAIN as BLUETOOTH_DOMAIN
from homeassistant.components.http.config import (
    HTTP_STORAGE_SCHEMA,
    async_get_and_load_store,
)
from homeassistant.components.network.const import ATTR_CONFIGURED_ADAPTERS
from homeassistant.components.network.network import async_get_network
from homeassistant.components.onboarding import (
    STORAGE_KEY as ONBOARDING_KEY,
    STORAGE_VERSION as ONBOARDING_VERSION,
    OnboardingStorage,
)
from homeassistant.components.onboarding.const import STEPS
from homeassistant.config_entries import (
    SOURCE_USER,
    ConfigEntries,
    ConfigEntry,
    ConfigEntryStore,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from custom_components.mesh_broadcast.const import (
    ADAPTER_AUTOMATIC,
    CONF_ADAPTER,
    CONF_NICKNAME,
    CONF_PICKED_PEERS,
    CONF_ROLES,
    DOMAIN,
    NAME,
)
from custom_components.mesh_broadcast.settings import Role, random_nickname

from .dashboard import async_make_dashboard
from .layout import PrepareError, lay_out, unused
from .neighbourhood import DEFAULT_SEED, resident_fingerprints

HOST = "127.0.0.1"
DEFAULT_PORT = 8123
USERNAME = "demo"
TOKEN_NAME = "script/run"  # noqa: S105  the name that the profile page shows
TOKEN_LIFE = timedelta(days=3650)
"""As long as the tokens that Home Assistant's own profile page makes."""

CREDENTIALS_FILE = "credentials.json"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person or a program needs to use the prepared Home Assistant."""

    url: str
    username: str
    password: str
    token: str


def prepare(
    config_dir: Path,
    *,
    port: int = DEFAULT_PORT,
    demo: bool = True,
    adapter: str | None = None,
    nickname: str | None = None,
) -> Credentials:
    """Make or refresh a configuration folder; what it already knows is kept.

    `demo` brings the virtual radio; otherwise `adapter` (as in hci0) names the real one,
    and None leaves the choice to Home Assistant. `nickname` is for a new node only: an
    existing one keeps its own, as it keeps its keys, token and history.
    """
    if demo and adapter:
        raise PrepareError(
            "the demo's virtual radio and a real adapter exclude another"
        )
    config_dir = config_dir.resolve()
    with unused(config_dir):
        lay_out(config_dir, demo=demo)
        return asyncio.run(
            _async_prepare(config_dir, port, adapter, nickname, demo=demo),
            loop_factory=runner.create_event_loop,
        )


async def _async_prepare(
    config_dir: Path,
    port: int,
    adapter: str | None,
    nickname: str | None,
    *,
    demo: bool,
) -> Credentials:
    """Fill the storage by Home Assistant's own classes."""
    hass = HomeAssistant(str(config_dir))
    try:
        hass.config.async_initialize()
        hass.config_entries = ConfigEntries(hass, {})
        await hass.config_entries.async_initialize()
        dr.async_setup(hass)
        await asyncio.gather(dr.async_load(hass), er.async_load(hass))
        await _async_onboard(hass)
        await _async_listen_on(hass, port)
        address = None if adapter is None else await _async_address_of(adapter)
        options: dict[str, Any] = {CONF_NICKNAME: nickname or random_nickname()}
        if demo:
            # Picked, so that they are devices at once; others wait to be seen a while.
            options[CONF_PICKED_PEERS] = resident_fingerprints(DEFAULT_SEED)
        await _async_add_entries(hass, address, options)
        await async_make_dashboard(hass)
        hass.auth = await auth_manager_from_config(
            hass, [{"type": "homeassistant"}], []
        )
        password, token = await _async_credentials(hass.auth, config_dir)
    finally:
        # Forced, because it never ran: this writes what the stores hold back.
        await hass.async_stop(force=True)
    return Credentials(f"http://{HOST}:{port}", USERNAME, password, token)


async def _async_onboard(hass: HomeAssistant) -> None:
    """Answer the questions of the first start, once."""
    store = OnboardingStorage(hass, ONBOARDING_VERSION, ONBOARDING_KEY, private=True)
    if await store.async_load() is not None:
        return
    # A country, because Home Assistant raises a repair without one.
    await hass.config.async_update(
        location_name="Mesh house", country="GB", language="en", time_zone="UTC"
    )
    await store.async_save({"done": list(STEPS)})


async def _async_listen_on(hass: HomeAssistant, port: int) -> None:
    """Listen on this machine only.

    Through the store, not in YAML: that is imported once and on trial, and Home
    Assistant would restart with its defaults five minutes later.
    """
    store = await async_get_and_load_store(hass)
    await store.async_set_pending(
        HTTP_STORAGE_SCHEMA({"server_host": [HOST], "server_port": port})
    )
    if store.pending is not None:
        await store.async_promote_pending()
    await store.async_mark_yaml_migration_done()
    # Nor is there anything to say to other networks: no mDNS, no broadcasts. This also
    # is all that a machine without any network has.
    network = await async_get_network(hass)
    loopback = [
        adapter["name"]
        for adapter in network.adapters
        if HOST in {address["address"] for address in adapter["ipv4"]}
    ]
    await network.async_reconfig({ATTR_CONFIGURED_ADAPTERS: loopback})


async def _async_address_of(adapter: str) -> str:
    """Return the MAC address of an adapter named as in hci0."""
    adapters = get_adapters()
    await adapters.refresh()
    if (details := adapters.adapters.get(adapter)) is None:
        known = ", ".join(sorted(adapters.adapters)) or "none"
        raise PrepareError(f"no Bluetooth adapter {adapter}; this machine has: {known}")
    return details[ADAPTER_ADDRESS]


async def _async_add_entries(
    hass: HomeAssistant, address: str | None, options: dict[str, Any]
) -> None:
    """Add the config entries that a user would click together."""
    store = ConfigEntryStore(hass)
    entries = (await store.async_load() or {"entries": []})["entries"]
    node = {CONF_ADAPTER: address or ADAPTER_AUTOMATIC, CONF_ROLES: sorted(Role)}
    if (mine := _find(entries, DOMAIN, None)) is None:
        entries.append(_entry(DOMAIN, NAME, DOMAIN, node, options))
    else:
        mine["data"] = {**mine["data"], **node}
    if address and _find(entries, BLUETOOTH_DOMAIN, address) is None:
        # Home Assistant replaces a title that is just the address by a better one.
        entries.append(_entry(BLUETOOTH_DOMAIN, address, address, {}, {}))
    await store.async_save({"entries": entries})


def _find(
    entries: Iterable[dict[str, Any]], domain: str, unique_id: str | None
) -> dict[str, Any] | None:
    """Return the stored entry of a domain, with that unique id where one is given."""
    for entry in entries:
        if entry["domain"] == domain and unique_id in {None, entry["unique_id"]}:
            return entry
    return None


def _entry(
    domain: str,
    title: str,
    unique_id: str | None,
    data: dict[str, Any],
    options: dict[str, Any],
) -> dict[str, Any]:
    """Return a new config entry as it is stored."""
    return ConfigEntry(
        data=data,
        discovery_keys=MappingProxyType({}),
        domain=domain,
        minor_version=1,
        options=options,
        source=SOURCE_USER,
        subentries_data=None,
        title=title,
        unique_id=unique_id,
        version=1,
    ).as_dict()


async def _async_credentials(auth: AuthManager, config_dir: Path) -> tuple[str, str]:
    """Return password and token of the demo's user, who is made where missing."""
    file = config_dir / CREDENTIALS_FILE
    with suppress(OSError, ValueError, TypeError, KeyError):
        saved = json.loads(await asyncio.to_thread(file.read_text, encoding="utf-8"))
        if auth.async_validate_access_token(saved["token"]) is not None:
            return saved["password"], saved["token"]
    password, token = await _async_make_user(auth)
    await asyncio.to_thread(
        _write_private, file, {"password": password, "token": token}
    )
    return password, token


async def _async_make_user(auth: AuthManager) -> tuple[str, str]:
    """Make the demo's user with a new password and token, or give it new ones."""
    provider = async_get_provider(auth.hass)
    credentials = await provider.async_get_or_create_credentials({"username": USERNAME})
    password = secrets.token_urlsafe(9)
    if user := await auth.async_get_user_by_credentials(credentials):
        await provider.async_change_password(USERNAME, password)
        for old in list(user.refresh_tokens.values()):
            if old.client_name == TOKEN_NAME:
                auth.async_remove_refresh_token(old)
    else:
        await provider.async_add_auth(USERNAME, password)
        user = await auth.async_create_user("Demo", group_ids=[GROUP_ID_ADMIN])
        await auth.async_link_user(user, credentials)
    refresh_token = await auth.async_create_refresh_token(
        user,
        client_name=TOKEN_NAME,
        token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
        access_token_expiration=TOKEN_LIFE,
    )
    return password, auth.async_create_access_token(refresh_token)


def _write_private(file: Path, content: dict[str, str]) -> None:
    """Write a file that only its owner may read."""
    file.touch(mode=0o600)
    file.write_text(json.dumps(content), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Prepare a folder and print the credentials as JSON."""
    parser = argparse.ArgumentParser(prog="demo.config_dir", description=__doc__)
    parser.add_argument("config_dir", type=Path)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--adapter", help="a real adapter, as in hci0: no demo then")
    parser.add_argument("--nickname", help="of a new node (default: a random one)")
    options = parser.parse_args(arguments)
    try:
        credentials = prepare(
            options.config_dir,
            port=options.port,
            demo=options.adapter is None,
            adapter=options.adapter,
            nickname=options.nickname,
        )
    except (PrepareError, OSError) as err:
        print(f"error: {err}", file=sys.stderr)
        return 1
    print(json.dumps(asdict(credentials)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
