/**
 * Answers that quote. The mesh has no such thing, so a quotation is text that everybody
 * understands: a line that begins with `>`, and the answer below it.
 */

import { graphemes } from "./parts";

/** Visible characters of what is quoted: a part of a broadcast holds 94 bytes. */
const MAX_QUOTE = 32;

export interface Quoted {
  quote: string | undefined;
  body: string;
}

/** Return what goes before an answer to this message. */
export function quoteOf(nickname: string, text: string): string {
  const { body } = readQuote(text);
  const line = (body || text).replace(/\s+/gu, " ").trim();
  const visible = graphemes(line);
  const short =
    visible.length > MAX_QUOTE
      ? `${visible.slice(0, MAX_QUOTE - 1).join("").trimEnd()}…`
      : line;
  return `> ${nickname}: ${short}\n`;
}

/** Tell a quotation at the beginning of a message from the rest. */
export function readQuote(text: string): Quoted {
  const lines = text.split("\n");
  let end = 0;
  while (end < lines.length && /^> ?\S/u.test(lines[end] ?? "")) end += 1;
  const body = lines.slice(end).join("\n").trim();
  // A message of nothing but a quotation is no answer: it is shown as it is.
  if (end === 0 || !body) return { quote: undefined, body: text };
  return {
    quote: lines
      .slice(0, end)
      .map((line) => line.replace(/^> ?/u, ""))
      .join("\n"),
    body,
  };
}
