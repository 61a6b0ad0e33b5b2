import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { mdiShieldCheck } from "@mdi/js";
import type { Fingerprint, Peer } from "../api/types";
import { avatar, avatarStyles } from "./avatar";
import { MeshElement } from "./base";
import { icon } from "./icons";
import { distanceWords } from "./peer-words";
import { theme } from "./styles";

/** Who is on the map, as a table: the nearest first. Fires `mesh-peer`. */
export class MeshPeerTable extends MeshElement {
  @property({ attribute: false }) peers: readonly Peer[] = [];

  protected override render(): TemplateResult {
    const { t, formats } = this;
    const now = Date.now();
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${t("map.column_peer")}</th>
          <th scope="col">${t("map.distance")}</th>
          <th scope="col">${t("map.signal")}</th>
          <th scope="col">${t("map.last_seen")}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          nearestFirst(this.peers),
          (peer) => peer.fingerprint,
          (peer) =>
            html`<tr>
              <th scope="row">
                <button @click=${() => this.fire<Fingerprint>("mesh-peer", peer.fingerprint)}>
                  ${avatar(peer.fingerprint, peer.nickname)}
                  <bdi class="clip">${peer.nickname}</bdi>
                  ${peer.trust === "verified"
                    ? html`<span class="badge" title=${t("trust.verified")}
                        >${icon(mdiShieldCheck)}<span class="sr-only"
                          >${t("trust.verified")}</span
                        ></span
                      >`
                    : nothing}
                </button>
              </th>
              <td>${peer.blocked ? t("peer.blocked") : distanceWords(peer, t)}</td>
              <td>
                ${peer.rssi === null ? "–" : t("signal.dbm", { value: formats.number(peer.rssi) })}
              </td>
              <td>${formats.relative(peer.last_seen, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  static override styles = [
    theme,
    avatarStyles,
    css`
      :host {
        display: block;
        overflow: auto;
        container-type: inline-size;
      }

      table {
        width: 100%;
        border-collapse: collapse;
        table-layout: fixed;
        font-size: 14px;
      }

      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        background: var(--mb-surface);
        color: var(--mb-muted);
        font-weight: 500;
        font-size: 12.5px;
        text-align: start;
        padding: 12px 8px 8px;
      }

      th:first-child {
        width: 46%;
        padding-inline-start: 16px;
      }

      tbody th {
        font-weight: 500;
        padding: 0 8px;
        text-align: start;
      }

      td {
        padding: 0 8px;
        color: var(--mb-muted);
        overflow: hidden;
        text-overflow: ellipsis;
      }

      tr {
        border-bottom: 1px solid var(--mb-line);
      }

      button {
        display: flex;
        align-items: center;
        gap: 12px;
        width: 100%;
        min-height: 52px;
        text-align: start;
        overflow: hidden;
        contain: paint;
      }

      button:focus-visible {
        outline-offset: -2px;
      }

      .avatar {
        --size: 32px;
      }

      .badge {
        color: var(--mb-accent-text);
      }

      .badge .icon {
        font-size: 18px;
      }

      @container (max-width: 460px) {
        th:nth-child(3),
        td:nth-child(3) {
          display: none;
        }
      }
    `,
  ];
}

function nearestFirst(peers: readonly Peer[]): Peer[] {
  const far = Number.MAX_SAFE_INTEGER;
  return [...peers].sort(
    (a, b) =>
      (a.hops ?? far) - (b.hops ?? far) ||
      a.nickname.localeCompare(b.nickname) ||
      (a.fingerprint < b.fingerprint ? -1 : 1),
  );
}
