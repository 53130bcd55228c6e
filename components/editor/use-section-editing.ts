import { useEffect, useMemo, useState } from "react";
import type { Choices } from "@/lib/revisions/model";
import { type Saved, sectionApi } from "./api";
import { useEditorContext } from "./context";
import type { EditorData } from "./model";
import type { SaveChoices } from "./save-box";
import type { NewSource } from "./source-typed";
import { marksToSend } from "./text-marks";
import { useFaults } from "./use-faults";
import { useReturn } from "./use-return";
import { citedOf, sourcesIn, useSources } from "./use-sources";
import { useWork } from "./use-work";

export type Editing = ReturnType<typeof useSectionEditing>;

/** Creates the editing state of the section, and saves it with `run`. */
export function useSectionEditing() {
  const { data } = useEditorContext();
  const api = useMemo(() => sectionApi(data), [data]);
  const [chosen, setChosen] = useState<SaveChoices>({
    summary: data.sent?.summary ?? "",
    isDespite: false,
    marks: { isUpToDate: true, label: data.marks?.label ?? "community" },
  });
  const { sources, created, onCreate, onContinue, room } = useSources(
    data.sources,
    (data.sent?.newSources ?? []) as unknown as NewSource[],
  );
  const writeSummary = (summary: string) => setChosen((now) => ({ ...now, summary }));
  const work = useWork(data, api, {
    beside: { texts: () => [chosen.summary], change: (change) => writeSummary(change(chosen.summary)) },
    readBeside: () => ({ summary: chosen.summary, newSources: created.current }),
    writeBeside: ({ summary, newSources }) => {
      writeSummary(summary);
      onContinue(sourcesIn(newSources));
    },
  });
  const { slot, save } = work;
  const faults = useFaults();
  useReturn(save.status.kind === "conflict", () => slot.focus());

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, of what the plain form brought
  useEffect(() => {
    if (data.sent && !data.sent.isCopy) work.changed();
  }, []);

  const run = async (choices?: Choices, seen?: number) => {
    if (!slot.isFilled) return;
    const loose = slot.loose();
    if (loose.length > 0) {
      faults.show(loose);
      save.refuse(new Error("something was typed that no field holds"));
      return;
    }
    const saved = await save.run(
      () => {
        const content = slot.read();
        return {
          ...besidesOf(data, chosen, citedOf(created.current, { content, choices })),
          base: work.keeper.machine.base,
          content,
          draft: work.keeper.machine.sequence,
          ...(choices ? { choices, seen } : {}),
        };
      },
      (input, isWarningRead) => api.save(input, isWarningRead),
      (error) => void faults.find(error, slot.read()),
    );
    if (saved) leaveFor(data, saved);
  };
  return { api, chosen, setChosen, sources, onCreate, room, work, faults, run };
}

/** Returns what is saved besides the content. */
function besidesOf(data: EditorData, chosen: SaveChoices, newSources: NewSource[]) {
  return {
    summary: chosen.summary.trim(),
    ...(newSources.length > 0 ? { newSources } : {}),
    ...marksToSend(data.marks, chosen.marks),
    ...(data.accepts ? { accepts: data.accepts } : {}),
    ...(data.fromReplies?.length ? { fromReplies: data.fromReplies } : {}),
    ...(chosen.isDespite ? { despiteClaim: true } : {}),
  };
}

/** Goes to the section on its page, which shows the result of the save. */
function leaveFor(data: EditorData, saved: Saved): void {
  const note = saved.state === "unchanged" ? "unchanged" : saved.merged ? "merged" : saved.state;
  const path = data.readPath ?? data.profilePath;
  window.location.assign(`${path}${path.includes("?") ? "&" : "?"}saved=${note}#${data.section}`);
}
