import { css, html, nothing, type TemplateResult } from "lit";
import { mdiBullhornVariant, mdiHomeAssistant } from "@mdi/js";
import { firstGrapheme } from "../text/parts";
import { icon } from "./icons";

/** A round sign for somebody: the colour is the fingerprint's, the letter the name's. */
export function avatar(
  fingerprint: string | null,
  nickname: string,
  inReach?: boolean,
): TemplateResult {
  return html`<span
    class="avatar"
    style=${`--hue: ${hueOf(fingerprint ?? nickname)}`}
    aria-hidden="true"
    ><span class="letter">${letterOf(nickname)}</span>${inReach
      ? html`<span class="presence"></span>`
      : nothing}</span
  >`;
}

/** The sign of the public channel. */
export function channelAvatar(): TemplateResult {
  return html`<span class="avatar channel" aria-hidden="true"
    >${icon(mdiBullhornVariant)}</span
  >`;
}

/** The sign of our own node. */
export function ownAvatar(): TemplateResult {
  return html`<span class="avatar channel" aria-hidden="true"
    >${icon(mdiHomeAssistant)}</span
  >`;
}

/** Names of which the letter is remembered: those of a large mesh. */
const MAX_LETTERS = 500;
const letters = new Map<string, string>();

/** The first letter of a name, sign or digit. */
function letterOf(nickname: string): string {
  let letter = letters.get(nickname);
  if (letter === undefined) {
    const visible = nickname.slice(0, 64).replace(/^[^\p{L}\p{N}\p{So}]+/u, "");
    letter = (firstGrapheme(visible) ?? "?").toLocaleUpperCase();
    if (letters.size >= MAX_LETTERS) letters.clear();
    letters.set(nickname, letter);
  }
  return letter;
}

/** A colour that belongs to a fingerprint, so that namesakes look different. */
export function hueOf(identity: string): number {
  let hash = 0;
  for (let at = 0; at < Math.min(identity.length, 64); at += 1) {
    hash = (hash * 31 + identity.charCodeAt(at)) % 3_600;
  }
  return hash / 10;
}

export const avatarStyles = css`
  .avatar {
    --size: 40px;
    position: relative;
    display: grid;
    place-items: center;
    width: var(--size);
    height: var(--size);
    border-radius: 50%;
    flex: none;
    background: hsl(var(--hue, 200) 42% 38%);
    color: #fff;
    font-weight: 500;
    font-size: calc(var(--size) * 0.42);
    line-height: 1;
    user-select: none;
  }

  .avatar .letter {
    width: 100%;
    text-align: center;
    overflow: hidden;
    contain: paint;
    line-height: var(--size);
    border-radius: 50%;
  }

  .avatar.channel {
    background: var(--mb-selected);
    color: var(--mb-accent-text);
  }

  .avatar .icon {
    font-size: calc(var(--size) * 0.55);
  }

  .presence {
    position: absolute;
    inset-block-end: -1px;
    inset-inline-end: -1px;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--mb-success);
    border: 2px solid var(--mb-surface);
  }
`;
