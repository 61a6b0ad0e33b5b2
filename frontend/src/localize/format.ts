import type { Hass } from "../hass";

/** Writes moments as the user's Home Assistant profile asks for. */
export class Formats {
  private readonly clock: Intl.DateTimeFormat;
  private readonly days = new Map<number, string>();
  private readonly shortWeekday: Intl.DateTimeFormat;
  private readonly shortDate: Intl.DateTimeFormat;
  private readonly weekday: Intl.DateTimeFormat;
  private readonly date: Intl.DateTimeFormat;
  private readonly full: Intl.DateTimeFormat;
  private readonly dayKeys: Intl.DateTimeFormat;
  private readonly numbers: Intl.NumberFormat;
  private readonly ago: Intl.RelativeTimeFormat;

  private constructor(language: string, hour12: boolean | undefined, timeZone?: string) {
    const zone = timeZone ? { timeZone } : {};
    const hours = hour12 === undefined ? {} : { hour12 };
    this.clock = new Intl.DateTimeFormat(language, {
      hour: "numeric",
      minute: "2-digit",
      ...hours,
      ...zone,
    });
    this.shortWeekday = new Intl.DateTimeFormat(language, { weekday: "short", ...zone });
    this.shortDate = new Intl.DateTimeFormat(language, {
      day: "numeric",
      month: "short",
      ...zone,
    });
    this.weekday = new Intl.DateTimeFormat(language, { weekday: "long", ...zone });
    this.date = new Intl.DateTimeFormat(language, {
      day: "numeric",
      month: "long",
      year: "numeric",
      ...zone,
    });
    this.full = new Intl.DateTimeFormat(language, {
      dateStyle: "medium",
      timeStyle: "medium",
      ...hours,
      ...zone,
    });
    this.dayKeys = new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zone });
    this.numbers = new Intl.NumberFormat(language);
    this.ago = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "long" });
  }

  /** The formats of this user; made once and kept while nothing changes. */
  static of(hass: Pick<Hass, "language" | "locale" | "config"> | undefined): Formats {
    const language = valid(hass?.locale?.language ?? hass?.language);
    const format = hass?.locale?.time_format;
    const hour12 = format === "12" ? true : format === "24" ? false : undefined;
    const zone = hass?.locale?.time_zone === "server" ? hass.config?.time_zone : undefined;
    const key = `${language}|${hour12}|${zone}`;
    let formats = cache.get(key);
    if (!formats) {
      formats = new Formats(language, hour12, zone);
      cache.set(key, formats);
    }
    return formats;
  }

  /** 14:05 */
  time(at: number): string {
    return this.clock.format(sane(at));
  }

  /** Today, yesterday, Saturday, or the date where that is not clear. */
  day(when: number, now: number): string {
    const at = sane(when);
    if (this.dayKey(at) === this.dayKey(now)) return capital(this.ago.format(0, "day"));
    if (this.dayKey(at) === this.dayKey(now - DAY)) {
      return capital(this.ago.format(-1, "day"));
    }
    return now - at < 6 * DAY && at < now
      ? capital(this.weekday.format(at))
      : this.date.format(at);
  }

  /** The time of today's, the day of others: for a list. */
  short(when: number, now: number): string {
    const at = sane(when);
    if (this.dayKey(at) === this.dayKey(now)) return this.time(at);
    return now - at < 6 * DAY && at < now
      ? this.shortWeekday.format(at)
      : this.shortDate.format(at);
  }

  /** With the date and the seconds. */
  moment(at: number): string {
    return this.full.format(sane(at));
  }

  /** Which day it is, to tell one from the next. */
  dayKey(when: number): string {
    const at = sane(when);
    // No zone changes its date within a quarter of an hour that begins at a full one.
    const quarter = Math.floor(at / 900_000);
    let key = this.days.get(quarter);
    if (key === undefined) {
      if (this.days.size > 10_000) this.days.clear();
      key = this.dayKeys.format(at);
      this.days.set(quarter, key);
    }
    return key;
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** 5 minutes ago */
  relative(at: number, now: number): string {
    const seconds = Math.round((at - now) / 1000);
    const size = Math.abs(seconds);
    if (size < 60) return this.ago.format(Math.min(0, seconds), "second");
    if (size < 3_600) return this.ago.format(Math.round(seconds / 60), "minute");
    if (size < 86_400) return this.ago.format(Math.round(seconds / 3_600), "hour");
    return this.ago.format(Math.round(seconds / 86_400), "day");
  }
}

const DAY = 86_400_000;

/** The last moment that a Date can hold. */
const LAST = 8.64e15;

/** A moment that can be written; a stranger's clock may claim any. */
export function sane(at: number): number {
  return Number.isFinite(at) ? Math.min(Math.max(at, 0), LAST) : 0;
}

const cache = new Map<string, Formats>();

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A language that Intl knows; English for what is none. */
function valid(language: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(language ?? "en")[0] ?? "en";
  } catch {
    return "en";
  }
}
