import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PUBLIC } from "../src/api/types";
import { ADA, aMessage, aPeer, FakeNode } from "./fake-node";
import { all, every, show, words } from "./page";

/** What strangers may send, as a text and as a name. */
const HOSTILE: Record<string, string> = {
  html: `<b>bold</b><a href="https://evil.example">click</a><iframe src="//evil.example"></iframe>`,
  script: `<script>globalThis.pwned = 1</script><img src=x onerror="globalThis.pwned = 1">`,
  attribute: `" onfocus="globalThis.pwned = 1" autofocus x="`,
  template: "${globalThis.pwned = 1} {{ states('lock.door') }} <!--?lit$1$--> {name}",
  css: "</style><style>*{display:none}</style> } * { display: none",
  huge: "long ".repeat(800),
  word: "W".repeat(10_000),
  bidi: "\u202eevil\u202c \u2066iso\u2069 \u200fabc שלום עולם",
  combining: `Z${"\u0301\u0316\u0334".repeat(200)}algo`,
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇩🇪".repeat(30),
  lines: "line\n".repeat(300),
  invisible: "\u200b\u200d\ufeff",
  nothing: " ",
};

declare global {
  var pwned: number | undefined;
}

describe.each(Object.entries(HOSTILE))("hostile text (%s)", (_, text) => {
  let node: FakeNode;
  beforeEach(() => {
    node = new FakeNode();
    node.peers = [aPeer(ADA, text, { trust: "verified" })];
  });
  afterEach(() => {
    document.body.replaceChildren();
    expect(globalThis.pwned).toBeUndefined();
  });

  /** Elements that no template of ours makes. */
  function strangers(root: Element): string[] {
    return [...every(root)]
      .map((element) => element.localName)
      .filter((name) => ["script", "img", "iframe", "a", "b", "link", "object", "embed"].includes(name));
  }

  it("as a message is shown as it is, and does nothing", async () => {
    const message = aMessage({ text });
    node.put(message);
    const card = await show("mesh-broadcast-chat", node);
    const [shown] = all(card, ".row.message .text");
    expect(shown?.textContent).toBe(text);
    expect(strangers(card)).toEqual([]);
  });

  it("as a nickname is shown as it is, wherever a name stands", async () => {
    node.put(aMessage({ nickname: text, text: "hello" }));
    node.put(aMessage({ conversation: ADA, nickname: text, unread: true }));
    const card = await show("mesh-broadcast-chat", node);
    const names = all(card, "bdi.clip").map((element) => element.textContent);
    expect(names).toContain(text);
    expect(strangers(card)).toEqual([]);
    // Names are cut off where there is no room, and cannot leave their box.
    for (const element of all(card, "bdi")) {
      expect([...element.classList].some((name) => ["clip", "mention"].includes(name))).toBe(true);
    }
  });

  it("as a quotation is shown as it is", async () => {
    node.put(aMessage({ text: `> ${text.replaceAll("\n", " ").trim() || "x"}\nanswer` }));
    const card = await show("mesh-broadcast-chat", node);
    expect(words(card)).toContain("answer");
    expect(strangers(card)).toEqual([]);
  });

  it("as the title of a conversation is shown as it is", async () => {
    node.peers = [aPeer(ADA, text)];
    const card = await show("mesh-broadcast-chat", node, { conversation: ADA });
    expect(all(card, "header bdi")[0]?.textContent).toBe(text);
    expect(strangers(card)).toEqual([]);
  });
});

describe("a stranger's clock", () => {
  afterEach(() => document.body.replaceChildren());

  it.each([0, -1, 8.64e15, 9.9e18, Number.NaN])("may claim %s without breaking the page", async (time) => {
    const node = new FakeNode();
    node.put(aMessage({ conversation: PUBLIC, sent: time, text: "still here" }));
    const card = await show("mesh-broadcast-chat", node);
    expect(all(card, ".row.message .text")[0]?.textContent).toBe("still here");
  });
});
