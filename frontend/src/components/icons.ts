import { html, type TemplateResult } from "lit";

/** An icon of Material Design Icons, drawn here so that none has to be fetched. */
export function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${path}></path></svg>`;
}
