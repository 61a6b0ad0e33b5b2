"""What Home Assistant says of our code is heard, so that a test can fail for it."""

import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers.frame import report_usage
from homeassistant.loader import async_get_integration
import pytest

from .complaints import Complaints


async def test_use_of_something_old_is_heard(
    hass: HomeAssistant, complaints: Complaints
) -> None:
    await async_get_integration(hass, "mesh_broadcast")
    report_usage(
        "does what nobody does any more",
        integration_domain="mesh_broadcast",
        breaks_in_ha_version="2099.1",
    )
    (complaint,) = complaints.take()
    assert "does what nobody does any more" in complaint


@pytest.mark.parametrize(
    "line",
    [
        "Detected blocking call to open by custom integration 'mesh_broadcast'",
        "X was used from mesh_broadcast, this is a deprecated constant",
    ],
)
def test_complaint_about_us_is_heard(complaints: Complaints, line: str) -> None:
    logging.getLogger("homeassistant.util.loop").warning(line)
    assert complaints.take() == [line]


@pytest.mark.parametrize(
    "line",
    [
        "We found a custom integration mesh_broadcast which has not been tested",
        "Detected blocking call to open by integration 'somebody_else'",
    ],
)
def test_nothing_else_is_one(complaints: Complaints, line: str) -> None:
    logging.getLogger("homeassistant.loader").warning(line)
    assert complaints.take() == []
