import { describe, expect, it } from "vitest";
import { EndPin } from "../src/components/end-pin";

/** As much of an element as scrolls: a view of 100 pixels on so many. */
class Scroller {
  clientHeight = 100;
  private at = 0;

  constructor(public scrollHeight: number) {}

  get scrollTop(): number {
    return Math.min(this.at, this.scrollHeight - this.clientHeight);
  }

  set scrollTop(top: number) {
    this.at = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight));
  }
}

function pinned(): [EndPin, HTMLElement & Scroller] {
  const scroller = new Scroller(1000) as HTMLElement & Scroller;
  const end = new EndPin();
  end.pin(scroller);
  return [end, scroller];
}

describe("a list that is read at its end", () => {
  it("stays there when its last row grows", () => {
    const [end, scroller] = pinned();
    scroller.scrollHeight = 1200;
    expect(end.check(scroller, true)).toBe(true);
    expect(scroller.scrollTop).toBe(1100);
  });

  it("stays there when a notice takes some of its height", () => {
    const [end, scroller] = pinned();
    scroller.clientHeight = 40;
    expect(end.check(scroller, true)).toBe(true);
    expect(scroller.scrollTop).toBe(960);
  });

  it("stays there when it gets shorter", () => {
    const [end, scroller] = pinned();
    scroller.scrollHeight = 600;
    expect(end.check(scroller, true)).toBe(true);
    scroller.scrollHeight = 800;
    expect(end.check(scroller, true)).toBe(true);
    expect(scroller.scrollTop).toBe(700);
  });

  it("is left by whoever moves up, and by a little is not", () => {
    const [end, scroller] = pinned();
    scroller.scrollTop = 890;
    expect(end.check(scroller, true)).toBe(true);
    scroller.scrollTop = 800;
    expect(end.check(scroller, true)).toBe(false);
  });
});

describe("a list that is read further up", () => {
  it("stays where it is when it grows", () => {
    const [end, scroller] = pinned();
    scroller.scrollTop = 500;
    expect(end.check(scroller, true)).toBe(false);
    scroller.scrollHeight = 1200;
    expect(end.check(scroller, false)).toBe(false);
    expect(scroller.scrollTop).toBe(500);
  });

  it("is at its end again for whoever goes there", () => {
    const [end, scroller] = pinned();
    scroller.scrollTop = 500;
    end.check(scroller, true);
    scroller.scrollTop = 880;
    expect(end.check(scroller, false)).toBe(true);
  });
});
