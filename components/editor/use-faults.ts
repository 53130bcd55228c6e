import { useState } from "react";
import type { PlacedProblem } from "@/components/content/record-problems";
import { listText } from "@/lib/i18n/lists";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Problem as Fault } from "@/lib/text/problems";
import { ApiError } from "./api";
import { failureText } from "./cause-text";
import { useEditorContext } from "./context";
import { loadProblems } from "./parts";

/** Returns the problems of a refused save by field, and a function that words the refusal. */
export function useFaults() {
  const { data, t } = useEditorContext();
  const [problems, setProblems] = useState<readonly PlacedProblem[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  const show = (found: readonly PlacedProblem[]) => {
    setNames([...new Set(found.map(({ name }) => name))].slice(0, 5));
    setProblems(found.filter(({ place }) => place !== ""));
  };
  return {
    problems,
    show,
    onCorrected: (place: string) => setProblems((now) => now.filter((one) => one.place !== place)),
    /** Reads the problems from the error of a save with this content. */
    find: async (error: unknown, content: unknown) => {
      const problems = error instanceof ApiError && error.status === 400 ? error.body.problems : undefined;
      const { records = [] } = (content ?? {}) as { records?: AnyRecord[] };
      const describeProblems = await loadProblems();
      show(describeProblems((problems as Fault[] | undefined) ?? [], records, { ...data, t }));
    },
    explain: (error: unknown) =>
      names.length > 0
        ? t("editor.failed.invalid", { fields: listText(names, data.locale) })
        : failureText(t, error),
  };
}
