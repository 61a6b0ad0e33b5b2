/**
 * How many messages on the air a text takes. The node cuts; this foretells, with the
 * same rules, what it will do.
 */

const encoder = new TextEncoder();

/** The text's length in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

const segmenter =
  typeof Intl.Segmenter === "function"
    ? new Intl.Segmenter(undefined, { granularity: "grapheme" })
    : undefined;

/** What a reader sees as one character each. */
export function graphemes(text: string): string[] {
  return segmenter
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : Array.from(text);
}

/** The first visible character of a text, without looking at the rest. */
export function firstGrapheme(text: string): string | undefined {
  const start = text.slice(0, MAX_GRAPHEME);
  return segmenter
    ? segmenter.segment(start)[Symbol.iterator]().next().value?.segment
    : Array.from(start)[0];
}

/** UTF-16 units in a visible character, at most: a family of emoji has eleven. */
const MAX_GRAPHEME = 32;

/** Public texts are cut at white space, which is left out there. */
export function publicParts(text: string, limit: number): number {
  let parts = 0;
  let size = 0;
  let gap = 0;
  for (const [piece] of text.matchAll(/\s+|\S+/gu)) {
    const width = byteLength(piece);
    if (/^\s/u.test(piece)) {
      gap = width;
      continue;
    }
    if (size === 0) gap = 0;
    if (size > 0 && size + gap + width <= limit) {
      size += gap + width;
    } else if (width <= limit) {
      parts += 1;
      size = width;
    } else {
      // A word that is longer than a part is cut between visible characters.
      const cut = cutWord(piece, limit);
      parts += cut.parts;
      size = cut.rest;
    }
    gap = 0;
  }
  return parts;
}

function cutWord(word: string, limit: number): { parts: number; rest: number } {
  let parts = 1;
  let rest = 0;
  for (const cluster of graphemes(word)) {
    const pieces = byteLength(cluster) > limit ? Array.from(cluster) : [cluster];
    for (const piece of pieces) {
      const width = byteLength(piece);
      if (rest + width > limit && rest > 0) {
        parts += 1;
        rest = 0;
      }
      rest += width;
    }
  }
  return { parts, rest };
}

/** A piece of private text ends at white space only where that leaves it this full. */
const EARLIEST_BREAK = 2 / 3;

/** Private texts are cut after white space, of which nothing is lost. */
export function privateParts(text: string, limit: number): number {
  if (byteLength(text) <= limit) return text ? 1 : 0;
  const earliest = Math.floor(limit * EARLIEST_BREAK);
  let parts = 0;
  let piece: { text: string; width: number }[] = [];
  let size = 0;
  for (const cluster of graphemes(text)) {
    const pieces = byteLength(cluster) > limit ? Array.from(cluster) : [cluster];
    for (const one of pieces) {
      const width = byteLength(one);
      if (size + width > limit) {
        parts += 1;
        piece = restAfterBreak(piece, earliest);
        size = piece.reduce((sum, each) => sum + each.width, 0);
      }
      piece.push({ text: one, width });
      size += width;
    }
  }
  return parts + (piece.length ? 1 : 0);
}

function restAfterBreak<T extends { text: string; width: number }>(
  piece: T[],
  earliest: number,
): T[] {
  for (let end = piece.length; end > 0; end -= 1) {
    const last = piece[end - 1];
    if (!last || !/^\s/u.test(last.text)) continue;
    const kept = piece.slice(0, end).reduce((sum, each) => sum + each.width, 0);
    return kept >= earliest ? piece.slice(end) : [];
  }
  return [];
}
