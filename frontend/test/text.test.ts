import { describe, expect, it } from "vitest";
import { matching, mentionable, mentionAt, spansOf } from "../src/text/mention";
import { quoteOf, readQuote } from "../src/text/quote";

describe("a quotation", () => {
  it("is text that a phone shows sensibly", () => {
    expect(quoteOf("ada", "The lift is out of order")).toBe("> ada: The lift is out of order\n");
  });

  it("is short, on one line, and does not quote quotations", () => {
    const text = quoteOf("ada", "> ben: what?\nA long answer\nin several lines and many words");
    expect(text.split("\n")).toHaveLength(2);
    expect(text).toMatch(/^> ada: A long answer in several .*…\n$/u);
  });

  it("is told from the answer below it", () => {
    expect(readQuote("> ada: yes?\nindeed")).toEqual({ quote: "ada: yes?", body: "indeed" });
  });

  it("without an answer is a message like any other", () => {
    expect(readQuote("> just this")).toEqual({ quote: undefined, body: "> just this" });
    expect(readQuote("1 > 0")).toEqual({ quote: undefined, body: "1 > 0" });
  });
});

describe("a mention", () => {
  it("is looked for while it is typed", () => {
    expect(mentionAt("hi @ad", 6)).toEqual({ start: 3, typed: "ad" });
    expect(mentionAt("@", 1)).toEqual({ start: 0, typed: "" });
    expect(mentionAt("mail@ad", 7)).toBeUndefined();
    expect(mentionAt("hi @ada\nnext", 12)).toBeUndefined();
    expect(mentionAt("no", 2)).toBeUndefined();
  });

  it("is offered by how the name begins, then by what it holds", () => {
    const people = ["Clara", "ada", "Mada", "ben"].map((nickname) => ({ nickname }));
    expect(matching(people, "ad", 5).map((one) => one.nickname)).toEqual(["ada", "Mada"]);
  });

  it("is told from other text, the longest name first", () => {
    expect(spansOf("@anna and @ann, @annabel", mentionable(["ann", "anna", ""]))).toEqual([
      { text: "@anna", mention: true },
      { text: " and ", mention: false },
      { text: "@ann", mention: true },
      { text: ", @annabel", mention: false },
    ]);
  });

  it("of a name full of signs is just that name", () => {
    expect(spansOf("@a.*(b)", ["a.*(b)"])).toEqual([{ text: "@a.*(b)", mention: true }]);
  });
});
