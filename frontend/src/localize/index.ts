import type { Hass } from "../hass";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { nl } from "./nl";
import { zhHans } from "./zh-hans";

export type Key = keyof typeof en;
export type Texts = Record<Key, string>;

/** Keys of which there is a form for one and a form for other numbers. */
export type PluralKey = {
  [K in Key]: K extends `${infer Base}_other` ? Base : never;
}[Key];

export type Values = Record<string, string | number>;

export const LANGUAGES: Record<string, Texts> = {
  en,
  de,
  es,
  fr,
  nl,
  "zh-Hans": zhHans,
};

/** The dashboard's words in the user's language. */
export interface Localize {
  (key: Key, values?: Values): string;
  /** The form that fits a number, which the text can hold as `{n}`. */
  plural(key: PluralKey, n: number, values?: Values): string;
  readonly language: string;
}

/** Return the words for this user; English where we do not speak the language. */
export function localizeFor(
  hass: Pick<Hass, "language" | "locale"> | undefined,
): Localize {
  return localizeIn(hass?.locale?.language ?? hass?.language ?? "en");
}

export function localizeIn(wanted: string): Localize {
  let found = cache.get(wanted);
  if (!found) {
    found = make(bestOf(wanted));
    cache.set(wanted, found);
  }
  return found;
}

const cache = new Map<string, Localize>();

function bestOf(wanted: string): string {
  if (wanted in LANGUAGES) return wanted;
  const base = wanted.split("-")[0] ?? "en";
  if (base === "zh") return /hant|tw|hk|mo/iu.test(wanted) ? "en" : "zh-Hans";
  return base in LANGUAGES ? base : "en";
}

function make(language: string): Localize {
  const texts = LANGUAGES[language] ?? en;
  const rules = new Intl.PluralRules(language);
  const localize = (key: Key, values?: Values): string => fill(texts[key], values);
  return Object.assign(localize, {
    language,
    plural(key: PluralKey, n: number, values?: Values): string {
      const form = rules.select(n) === "one" ? "one" : "other";
      return fill(texts[`${key}_${form}` as Key], { n, ...values });
    },
  });
}

/** Put values in; once, so that what a stranger wrote is never taken for a pattern. */
function fill(text: string, values: Values | undefined): string {
  return values
    ? text.replace(/\{(\w+)\}/gu, (whole, name: string) =>
        name in values ? String(values[name]) : whole,
      )
    : text;
}
