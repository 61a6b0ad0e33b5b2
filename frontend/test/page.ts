import type { LitElement } from "lit";
import "../src/index";
import type { Hass } from "../src/hass";
import { aHass, type FakeNode, settle } from "./fake-node";

/** Put an element on the page as Home Assistant does, and wait until it is drawn. */
export async function show<E extends HTMLElement>(
  name: string,
  node: FakeNode,
  config?: Record<string, unknown>,
  hass: Hass = aHass(node),
): Promise<E> {
  const element = document.createElement(name) as E & {
    hass: Hass;
    setConfig?: (config: unknown) => void;
  };
  element.setConfig?.({ type: `custom:${name}`, ...config });
  element.hass = hass;
  document.body.append(element);
  await drawn();
  return element;
}

/** Wait until everything that is under way is on the page. */
export async function drawn(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await settle(4);
    for (const element of every(document.body)) {
      if ("updateComplete" in element) await (element as unknown as LitElement).updateComplete;
    }
  }
}

/** Every element below this one, also those inside of components. */
export function* every(root: Element | ShadowRoot): Generator<Element> {
  if ("shadowRoot" in root && root.shadowRoot) yield* every(root.shadowRoot);
  for (const element of root.children) {
    yield element;
    yield* every(element);
  }
}

/** The elements that a selector finds, also those inside of components. */
export function all<E extends Element = HTMLElement>(root: Element, selector: string): E[] {
  return [...every(root)].filter((element) => element.matches(selector)) as E[];
}

export function one<E extends Element = HTMLElement>(root: Element, selector: string): E {
  const found = all<E>(root, selector);
  if (found.length !== 1) throw new Error(`${found.length} of ${selector}`);
  return found[0] as E;
}

/** What somebody reads, without white space that the templates bring along. */
export function words(element: Element): string {
  let text = "";
  const walk = (node: Node): void => {
    if (node.nodeType === 3) text += node.textContent ?? "";
    if (node instanceof Element && node.localName === "style") return;
    if (node instanceof Element && node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
    node.childNodes.forEach(walk);
  };
  walk(element);
  return text.replace(/\s+/gu, " ").trim();
}

export async function type(area: HTMLTextAreaElement | HTMLInputElement, text: string): Promise<void> {
  area.value = text;
  area.setSelectionRange?.(text.length, text.length);
  area.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  await drawn();
}

export async function press(target: Element, key: string, more: KeyboardEventInit = {}): Promise<void> {
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
  await drawn();
}

export async function click(target: Element): Promise<void> {
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, cancelable: true }));
  await drawn();
}
