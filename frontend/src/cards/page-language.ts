import type { HassElement } from "../hass";

/** The user's language, where Home Assistant asks without giving us its `hass`. */
export function pageLanguage(): string {
  const root = document.querySelector<HassElement>("home-assistant");
  return (
    root?.hass?.locale?.language ?? root?.hass?.language ?? document.documentElement.lang ?? "en"
  );
}
