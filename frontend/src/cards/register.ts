import { DOCUMENTATION, DOMAIN, type Hass } from "../hass";

/** What Home Assistant's card picker is told of a card. */
export interface CardEntry {
  /** The element's name; a dashboard says `custom:` before it. */
  type: string;
  name: string;
  description: string;
  /** For which of our entities it is suggested, and set up how. */
  suggest?: (hass: Hass, entityId: string) => Record<string, unknown> | undefined;
}

interface Picker {
  customCards?: Record<string, unknown>[];
  customStrategies?: Record<string, unknown>[];
}

/** List a card in the card picker. */
export function offerCard(entry: CardEntry): void {
  const picker = window as unknown as Picker;
  picker.customCards ??= [];
  if (picker.customCards.some((card) => card["type"] === entry.type)) return;
  picker.customCards.push({
    type: entry.type,
    name: entry.name,
    description: entry.description,
    preview: true,
    documentationURL: DOCUMENTATION,
    getEntitySuggestion: (hass: Hass, entityId: string) => {
      const config = isOurs(hass, entityId) ? entry.suggest?.(hass, entityId) : undefined;
      return config ? { config: { type: `custom:${entry.type}`, ...config } } : null;
    },
  });
}

/** List the ready dashboard where new dashboards are made. */
export function offerDashboard(entry: {
  type: string;
  name: string;
  description: string;
}): void {
  const picker = window as unknown as Picker;
  picker.customStrategies ??= [];
  if (picker.customStrategies.some((one) => one["type"] === entry.type)) return;
  picker.customStrategies.push({
    ...entry,
    strategyType: "dashboard",
    documentationURL: DOCUMENTATION,
  });
}

/** Whether an entity belongs to the integration. */
export function isOurs(hass: Hass, entityId: string): boolean {
  return hass.entities?.[entityId]?.platform === DOMAIN;
}
