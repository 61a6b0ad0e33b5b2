import { css } from "lit";

/** How high a card is: as the dashboard says, else as its configuration does. */
export const cardFrame = css`
  :host {
    display: block;
    height: 100%;
  }

  ha-card {
    display: block;
    overflow: hidden;
    height: var(--mb-height);
    max-height: calc(100vh - var(--header-height, 56px) - 24px);
  }

  /* In the sections view the grid decides, on a panel view the window. */
  :host([layout="grid"]) ha-card {
    height: 100%;
    max-height: none;
  }

  :host([layout="panel"]) ha-card {
    height: calc(100vh - var(--header-height, 56px));
    max-height: none;
    border-radius: 0;
    border: 0;
  }
`;
