import { type ComponentType, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useEditorContext } from "./context";

/** A part of the editor in a separate file. */
export interface LazyPart<Props extends object> {
  known: ComponentType<Props> | null;
  load: () => Promise<void>;
}

const defined: (() => Promise<void>)[] = [];

/** Defines a part by the function that imports it. */
export function lazyPart<Props extends object>(fetch: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  const part: LazyPart<Props> = {
    known: null,
    load: async () => {
      part.known ??= await fetch();
    },
  };
  defined.push(part.load);
  return part;
}

/** Loads something before the parts, as soon as the browser is idle. */
export function loadWhenIdle(load: () => Promise<void>): void {
  defined.unshift(load);
}

/** Loads the parts of this page's editor one by one while the browser is idle. */
export function loadPartsWhenIdle(): void {
  const loads = [...defined];
  const next = () => {
    const load = loads.shift();
    if (!load) return;
    // A part that fails to load now is tried again when it is needed.
    const run = () => void load().then(next, next);
    if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 5_000 });
    else setTimeout(run, 1_000);
  };
  next();
}

/**
 * Shows a part of the editor, loaded on first use. If loading fails, it says so and offers another attempt;
 * the rest of the page stays.
 */
export function Part<Props extends object>({ of, props }: { of: LazyPart<Props>; props: Props }) {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<"there" | "loading" | "failed">(of.known ? "there" : "loading");
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt loads it again
  useEffect(() => {
    if (of.known) return;
    setState("loading");
    of.load().then(
      () => setState("there"),
      () => setState("failed"),
    );
  }, [of, attempt]);
  const Known = of.known;
  if (Known && state === "there") return <Known {...props} />;
  return state === "failed" ? (
    <PartFailed onRetry={() => setAttempt((now) => now + 1)} />
  ) : (
    <span className="skel" aria-hidden="true" />
  );
}

function PartFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useEditorContext();
  return (
    <p className="msg" role="alert">
      {t("editor.part.failed")}{" "}
      <Button type="button" size="sm" onClick={onRetry}>
        {t("editor.state.retry")}
      </Button>
    </p>
  );
}
