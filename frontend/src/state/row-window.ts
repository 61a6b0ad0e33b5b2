/**
 * Which rows are on the page. A conversation may have thousands; the page holds those
 * around what is seen, so that its size does not depend on that of the history.
 */

/** Rows when a conversation is opened: a screen of a wall tablet and more. */
const OPEN = 36;

/** Rows by which the window moves when its edge comes near. */
export const STEP = 12;

/** Rows at most: four screens of a wall tablet, which are laid out within a frame. */
const MOST = 80;

/** How the keys of days begin. */
export const DAY = "day-";

export class RowWindow {
  start = 0;
  end = 0;
  private firstKey: string | undefined;
  private lastKey: string | undefined;
  /** Rows before the one of `firstKey`. */
  private lead = 0;

  /** Show the newest rows. */
  toEnd(keys: readonly string[]): void {
    this.put(keys.length - OPEN, keys.length, keys);
  }

  /** Show the rows around this one. */
  around(index: number, keys: readonly string[]): void {
    const start = Math.min(index - OPEN / 2, keys.length - OPEN);
    this.put(start, start + OPEN, keys);
  }

  /** Keep what is shown after rows came or went, as far as it still exists. */
  follow(keys: readonly string[], pinned: boolean): void {
    if (pinned || this.firstKey === undefined) {
      this.toEnd(keys);
      return;
    }
    const found = keys.indexOf(this.firstKey);
    const first = Math.max(0, found - this.lead);
    const last = this.lastKey === undefined ? -1 : keys.lastIndexOf(this.lastKey);
    if (found >= 0 && last >= first) this.put(first, Math.min(last + 1, first + MOST), keys);
    else if (found >= 0) this.put(first, first + OPEN, keys);
    else if (last >= 0) this.put(last + 1 - OPEN, last + 1, keys);
    else this.toEnd(keys);
  }

  /** Move towards older rows; returns whether there were any. */
  up(keys: readonly string[]): boolean {
    if (this.start === 0) return false;
    const start = Math.max(0, this.start - STEP);
    this.put(start, Math.min(this.end, start + MOST), keys);
    return true;
  }

  /** Move towards newer rows; returns whether there were any. */
  down(keys: readonly string[]): boolean {
    if (this.end >= keys.length) return false;
    const end = Math.min(keys.length, this.end + STEP);
    this.put(Math.max(this.start, end - MOST), end, keys);
    return true;
  }

  private put(start: number, end: number, keys: readonly string[]): void {
    this.start = Math.max(0, start);
    this.end = Math.min(keys.length, Math.max(end, 0));
    // A day's name moves up when older messages of that day come: it holds nothing.
    let first = this.start;
    while (first < this.end && keys[first]?.startsWith(DAY)) first += 1;
    this.lead = first - this.start;
    this.firstKey = keys[first];
    this.lastKey = keys[this.end - 1];
  }
}
