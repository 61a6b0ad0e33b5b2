"""The repair that explains that somebody came with another key than the one we know."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN, ISSUE_KEY_CHANGED, MAX_KEY_ISSUES
from .markdown import as_markdown


@callback
def async_show_refused_key(
    hass: HomeAssistant, entry_id: str, fingerprint: str, nickname: str
) -> None:
    """Explain it once; a crowd of liars does not fill the list of repairs."""
    issue_id = f"{ISSUE_KEY_CHANGED}_{fingerprint}"
    shown = [
        other
        for domain, other in ir.async_get(hass).issues
        if domain == DOMAIN and other.startswith(ISSUE_KEY_CHANGED)
    ]
    if issue_id in shown or len(shown) >= MAX_KEY_ISSUES:
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        data={"entry_id": entry_id, "fingerprint": fingerprint},
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_KEY_CHANGED,
        translation_placeholders={
            "nickname": nickname,
            "quoted": as_markdown(nickname),
            "fingerprint": fingerprint,
        },
    )
