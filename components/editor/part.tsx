import { type ComponentType, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useEditorContext } from "./context";

/** A part of the editor that is a file of its own. */
export interface LazyPart<Props extends object> {
  known: ComponentType<Props> | null;
  load: () => Promise<void>;
}

/** Defines one by what imports it. */
export function lazyPart<Props extends object>(fetch: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  const part: LazyPart<Props> = {
    known: null,
    load: async () => {
      part.known ??= await fetch();
    },
  };
  return part;
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
