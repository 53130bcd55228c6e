import { useEffect, useState } from "react";
import type { SectionApi } from "./api";

const BEAT_MS = 2_500;

/**
 * Returns who else has this section open. Reports and asks every few seconds while the tab is visible;
 * informational only.
 */
export function usePresence(api: SectionApi): { handle: string; displayName: string }[] {
  const [others, setOthers] = useState<{ handle: string; displayName: string }[]>([]);
  useEffect(() => {
    let isGone = false;
    const beat = () => {
      if (document.visibilityState === "hidden") return;
      api
        .touchPresence()
        .then((answer) => {
          if (!isGone) setOthers(answer.others);
        })
        // If presence fails, nobody is shown.
        .catch(() => setOthers([]));
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    const leave = () => api.leave();
    window.addEventListener("pagehide", leave);
    return () => {
      isGone = true;
      clearInterval(timer);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [api]);
  return others;
}
