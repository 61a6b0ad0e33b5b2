import { describe, expect, it } from "vitest";
import { LANGUAGES, localizeIn, type Texts } from "../src/localize";
import { Formats } from "../src/localize/format";

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).sort();
const english = LANGUAGES["en"] as Texts;

describe("the dashboard's words", () => {
  it("come in the six languages of the integration", () => {
    expect(Object.keys(LANGUAGES).sort()).toEqual(["de", "en", "es", "fr", "nl", "zh-Hans"]);
  });

  it.each(Object.entries(LANGUAGES))("are complete in %s", (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe("");
      const values = placeholders(english[key as keyof Texts]);
      // "one message" may do without the number.
      if (!key.endsWith("_one")) expect(placeholders(text), key).toEqual(values);
    }
  });

  it.each(Object.entries(LANGUAGES).filter(([language]) => language !== "en"))(
    "are translated into %s",
    (_, texts) => {
      const same = Object.entries(texts).filter(
        ([key, text]) => text === english[key as keyof Texts] && /\p{L}{4}/u.test(text),
      );
      // Names and words that are the same by chance.
      expect(same.length).toBeLessThan(Object.keys(texts).length * 0.08);
    },
  );

  it.each([
    ["de-CH", "de"],
    ["zh-CN", "zh-Hans"],
    ["zh-Hant", "en"],
    ["pt-BR", "en"],
    ["nonsense!", "en"],
  ])("for %s are those of %s", (wanted, got) => {
    expect(localizeIn(wanted).language).toBe(got);
  });

  it("take the form that fits the number", () => {
    const t = localizeIn("en");
    expect(t.plural("hops", 1)).toBe("1 hop");
    expect(t.plural("hops", 3)).toBe("3 hops");
  });

  it("never take what somebody wrote for a pattern", () => {
    const t = localizeIn("en");
    expect(t("message.by_verified", { name: "{name} $& $1" })).toBe("{name} $& $1, verified");
  });
});

describe("times", () => {
  const noon = Date.UTC(2026, 10, 21, 12, 30);
  const formats = (time_format: "12" | "24"): Formats =>
    Formats.of({
      language: "en",
      locale: { language: "en", time_format, time_zone: "server" },
      config: { time_zone: "UTC" },
    });

  it("are written as the user's profile says", () => {
    expect(formats("24").time(noon + 3_600_000)).toBe("13:30");
    expect(formats("12").time(noon + 3_600_000)).toMatch(/1:30\sPM/u);
  });

  it("name the days that are near", () => {
    const day = 86_400_000;
    expect(formats("24").day(noon, noon)).toBe("Today");
    expect(formats("24").day(noon - day, noon)).toBe("Yesterday");
    expect(formats("24").day(noon - 3 * day, noon)).toBe("Wednesday");
    expect(formats("24").day(noon - 30 * day, noon)).toBe("October 22, 2026");
  });

  it("survive a language that there is not", () => {
    expect(Formats.of({ language: "no_such!" }).time(noon)).toMatch(/\d/u);
  });
});
