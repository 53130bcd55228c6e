import { useEffect, useState } from "react";
import type { SectionApi } from "./api";

const BEAT_MS = 2_500;

/** Who else has this section open; told and asked every few seconds while the tab is seen. Advisory. */
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
        // Presence is a courtesy: when it fails, nobody is shown.
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
