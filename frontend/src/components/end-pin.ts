/**
 * Keeps a list at its end while somebody reads there. Only moving up leaves the end: a row
 * that gets one line more, or a notice that takes some of the height, does not.
 */

/** So near to the end, in pixels, somebody is reading the newest. */
const AT_END = 48;

/** How many pixels of a list are below what is in sight. */
export function endDistance(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
}

export class EndPin {
  private top = 0;

  /** Put the list at its end. */
  pin(scroller: HTMLElement): void {
    scroller.scrollTop = scroller.scrollHeight;
    this.top = scroller.scrollTop;
  }

  /** Look where a list stands that moved or changed; returns whether it is at its end. */
  check(scroller: HTMLElement, wasAtEnd: boolean): boolean {
    const movedUp = scroller.scrollTop < this.top;
    this.top = scroller.scrollTop;
    if (endDistance(scroller) < AT_END) return true;
    if (!wasAtEnd || movedUp) return false;
    this.pin(scroller);
    return true;
  }
}
