import { css, html, nothing, type TemplateResult } from "lit";
import { icon } from "./icons";

export interface Notice {
  icon: string;
  title: string;
  text?: string | undefined;
  action?: { label: string; run: () => void } | undefined;
  /** Drawn as something that is under way. */
  busy?: boolean;
}

/** Fills a place that has nothing else to show: says what is the case, and what to do. */
export function notice(what: Notice): TemplateResult {
  return html`<div class="notice" role="status">
    <div class="sign ${what.busy ? "busy" : ""}">${icon(what.icon)}</div>
    <div class="notice-title">${what.title}</div>
    ${what.text ? html`<div class="notice-text">${what.text}</div>` : nothing}
    ${what.action
      ? html`<button class="text-button filled" @click=${what.action.run}>
          ${what.action.label}
        </button>`
      : nothing}
  </div>`;
}

/** A line on top of what is still worth showing. */
export function banner(
  what: Notice & { kind: "warning" | "error" | "info" },
): TemplateResult {
  return html`<div class="banner ${what.kind}" role="status">
    ${icon(what.icon)}
    <div class="banner-text">
      <strong>${what.title}</strong>${what.text ? html` ${what.text}` : nothing}
    </div>
    ${what.action
      ? html`<button class="text-button" @click=${what.action.run}>
          ${what.action.label}
        </button>`
      : nothing}
  </div>`;
}

export const noticeStyles = css`
  .notice {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px;
    text-align: center;
    margin: auto;
    max-width: 420px;
  }

  .notice .sign {
    display: grid;
    place-items: center;
    width: 72px;
    height: 72px;
    border-radius: 50%;
    background: var(--mb-selected);
    color: var(--mb-accent-text);
    margin-bottom: 8px;
  }

  .notice .sign .icon {
    font-size: 36px;
  }

  .notice .sign.busy {
    animation: breathe 1.6s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }

  .notice-title {
    font-size: 18px;
    font-weight: 500;
    line-height: 1.3;
  }

  .notice-text {
    color: var(--mb-muted);
    font-size: 14px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .notice .text-button {
    margin-top: 8px;
  }

  .banner {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 16px;
    min-height: 48px;
    font-size: 14px;
    line-height: 1.4;
    background: color-mix(in srgb, var(--mb-warning) 16%, var(--mb-surface));
  }

  .banner.error {
    background: color-mix(in srgb, var(--mb-error) 14%, var(--mb-surface));
  }

  .banner.info {
    background: var(--mb-selected);
  }

  .banner .icon {
    font-size: 20px;
  }

  .banner-text {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;
