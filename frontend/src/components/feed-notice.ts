import {
  mdiAlertCircleOutline,
  mdiLanDisconnect,
  mdiLockOutline,
  mdiPowerPlugOffOutline,
} from "@mdi/js";
import type { Hass } from "../hass";
import type { Localize } from "../localize";
import type { FeedState } from "../api/feed";
import type { MeshError } from "../api/errors";
import { navigate } from "./navigate";
import type { Notice } from "./notice";
import { reasonOf } from "./reasons";

/** What a store of any feed tells of it. */
interface FeedStatus {
  feedState: FeedState;
  error: MeshError | undefined;
  loaded: boolean;
  retry: () => void;
}

/** Where the integration is set up, enabled and reloaded. */
const SETTINGS = "/config/integrations/integration/mesh_broadcast";

/** Why a store has nothing new to show, and what to do; undefined while all is well. */
export function feedNotice(
  stores: readonly FeedStatus[],
  hass: Hass | undefined,
  t: Localize,
  loading: string,
): Notice | undefined {
  for (const store of stores) {
    switch (store.feedState) {
      case "offline":
        return {
          icon: mdiLanDisconnect,
          title: t("state.offline"),
          text: t("state.offline_hint"),
          busy: true,
        };
      case "not_loaded":
        return notLoaded(store, hass, t);
      case "not_allowed":
        return {
          icon: mdiLockOutline,
          title: t("state.not_allowed"),
          text: t("state.not_allowed_hint"),
        };
      case "failed":
        return {
          icon: mdiAlertCircleOutline,
          title: t("state.failed"),
          text: store.error ? reasonOf(store.error, t) : undefined,
          action: { label: t("common.try_again"), run: store.retry },
        };
      case "idle":
      case "connecting":
        if (!store.loaded) return { icon: loading, title: t("state.loading"), busy: true };
        break;
      case "live":
        break;
    }
  }
  return undefined;
}

function notLoaded(
  store: FeedStatus,
  hass: Hass | undefined,
  t: Localize,
): Notice {
  const icon = mdiPowerPlugOffOutline;
  const title = t("state.not_loaded");
  return hass?.user?.is_admin
    ? {
        icon,
        title,
        text: t("state.not_loaded_admin"),
        action: { label: t("state.open_settings"), run: () => navigate(SETTINGS) },
      }
    : {
        icon,
        title,
        text: t("state.not_loaded_user"),
        action: { label: t("common.try_again"), run: store.retry },
      };
}
