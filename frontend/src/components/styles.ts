import { css } from "lit";

/**
 * Colours and measures, all taken from Home Assistant's theme. Text keeps a contrast of
 * 4.5 to 1 with default and dark theme: the accent colour alone would not.
 */
export const theme = css`
  :host {
    --mb-surface: var(--ha-card-background, var(--card-background-color, #fff));
    --mb-text: var(--primary-text-color, #212121);
    --mb-muted: color-mix(in srgb, var(--mb-text) 68%, var(--mb-surface));
    --mb-accent: var(--primary-color, #009ac7);
    --mb-on-accent: var(--text-primary-color, #fff);
    --mb-accent-text: color-mix(in srgb, var(--mb-accent) 62%, var(--mb-text));
    --mb-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --mb-own: color-mix(in srgb, var(--mb-accent) 20%, var(--mb-surface));
    --mb-other: color-mix(in srgb, var(--mb-text) 7%, var(--mb-surface));
    --mb-hover: color-mix(in srgb, var(--mb-text) 6%, transparent);
    --mb-selected: color-mix(in srgb, var(--mb-accent) 14%, transparent);
    --mb-error: var(--error-color, #db4437);
    --mb-error-text: color-mix(in srgb, var(--mb-error) 72%, var(--mb-text));
    --mb-warning: var(--warning-color, #ffa600);
    --mb-success: var(--success-color, #43a047);
    --mb-radius: 18px;
    color: var(--mb-text);
    font-family: var(--ha-font-family-body, var(--paper-font-body1_-_font-family, Roboto, sans-serif));
    -webkit-font-smoothing: var(--ha-font-smoothing, antialiased);
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .icon {
    width: 1em;
    height: 1em;
    font-size: 24px;
    fill: currentcolor;
    flex: none;
    display: block;
  }

  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    margin: 0;
    padding: 0;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  button:disabled,
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.45;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--mb-accent-text);
    outline-offset: 2px;
  }

  .icon-button {
    display: inline-grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    flex: none;
    position: relative;
    color: var(--mb-muted);
  }

  .icon-button:focus-visible {
    outline-offset: -3px;
  }

  .text-button {
    min-height: 44px;
    padding: 0 16px;
    border-radius: 22px;
    color: var(--mb-accent-text);
    font-weight: 500;
    font-size: 14px;
  }

  .filled {
    background: var(--mb-selected);
  }

  @media (hover: hover) {
    .icon-button:not(:disabled):hover,
    .text-button:not(:disabled):hover {
      background: var(--mb-hover);
    }
  }

  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .clip {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
