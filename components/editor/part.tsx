import { type ComponentType, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useEditorContext } from "./context";

/** A part of the editor that is a file of its own. */
export interface LazyPart<Props extends object> {
  known: ComponentType<Props> | null;
  load: () => Promise<void>;
}

const defined: (() => Promise<void>)[] = [];

/** Defines one by what imports it. */
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

/** Has something loaded before the parts, as soon as the browser has nothing else to do. */
export function loadWhenIdle(load: () => Promise<void>): void {
  defined.unshift(load);
}

/** Loads the parts of this page's editor one after the other, while the browser has nothing else to do. */
export function loadPartsWhenIdle(): void {
  const loads = [...defined];
  const next = () => {
    const load = loads.shift();
    if (!load) return;
    // A part that fails now is asked for again when it is needed.
    const run = () => void load().then(next, next);
    if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 5_000 });
    else setTimeout(run, 1_000);
  };
  next();
}

/**
 * Shows a part of the editor, loaded when it is first needed. One that cannot be loaded says so and can be asked for
 * again; nothing around it goes away.
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
