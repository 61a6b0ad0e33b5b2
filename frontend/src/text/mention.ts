/** Names in a text, written `@nickname` as in the phones' apps. */

export interface MentionQuery {
  /** Where the `@` stands. */
  start: number;
  /** What has been typed after it. */
  typed: string;
}

/** How far back from the caret an `@` is looked for: nicknames have 50 characters. */
const MAX_TYPED = 50;

/** Return the name that is being typed at the caret. */
export function mentionAt(text: string, caret: number): MentionQuery | undefined {
  const from = Math.max(0, caret - MAX_TYPED - 1);
  const before = text.slice(from, caret);
  const at = before.lastIndexOf("@");
  if (at < 0) return undefined;
  // Within a word it is a mail address or the like.
  if (at > 0 && /[\p{L}\p{N}]/u.test(before[at - 1] ?? "")) return undefined;
  const typed = before.slice(at + 1);
  if (typed.includes("\n") || /\s{2}/u.test(typed) || typed.startsWith(" ")) {
    return undefined;
  }
  return { start: from + at, typed };
}

/** Return those of the names that begin with what was typed, then those that hold it. */
export function matching<T extends { nickname: string }>(
  people: readonly T[],
  typed: string,
  limit: number,
): T[] {
  const needle = typed.toLocaleLowerCase();
  const begins: T[] = [];
  const holds: T[] = [];
  for (const one of people) {
    const name = one.nickname.toLocaleLowerCase();
    if (name.startsWith(needle)) begins.push(one);
    else if (needle && name.includes(needle)) holds.push(one);
  }
  return [...begins, ...holds].slice(0, limit);
}

export interface Span {
  text: string;
  mention: boolean;
}

/** Put names into the order that `spansOf` wants: "@ann" is not to be found in "@anna". */
export function mentionable(names: Iterable<string>): string[] {
  return [...new Set(names)]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Divide a text into mentions of one of the names, and what is between them. */
export function spansOf(text: string, names: readonly string[]): Span[] {
  if (!text.includes("@") || !names.length) return [{ text, mention: false }];
  const spans: Span[] = [];
  let plain = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf("@", from);
    if (at < 0) break;
    const name = names.find(
      (one) =>
        text.startsWith(one, at + 1) &&
        !/^[\p{L}\p{N}_]/u.test(text.slice(at + 1 + one.length, at + 3 + one.length)),
    );
    if (name === undefined) {
      from = at + 1;
      continue;
    }
    if (at > plain) spans.push({ text: text.slice(plain, at), mention: false });
    from = plain = at + 1 + name.length;
    spans.push({ text: text.slice(at, plain), mention: true });
  }
  if (plain < text.length) spans.push({ text: text.slice(plain), mention: false });
  return spans;
}
