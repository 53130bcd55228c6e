import type { Translator } from "@/lib/i18n/translator";
import type { DiffResult } from "@/lib/revisions/model";
import type { DiffViewProps } from "./diff-marks";
import { ProseDiffView } from "./diff-prose";
import { RecordsDiffView } from "./diff-records";

/** Draws a comparison: underlined and struck out, announced to screen readers, with unchanged parts left out. */
export function DiffView(props: DiffViewProps) {
  const { diff, t } = props;
  if (diff.size.passages === 0) return <p className="dim">{t("revisions.diff.nothing")}</p>;
  return diff.family === "prose" ? (
    <ProseDiffView {...props} diff={diff} />
  ) : (
    <RecordsDiffView {...props} diff={diff} />
  );
}

/** The size of a change in words: "2 passages, +22 words, −3 words"; for records: "1 record, +3 words". */
export function ChangeSizeText({ diff, t }: { diff: Pick<DiffResult, "family" | "size">; t: Translator }) {
  const { family, size } = diff;
  return (
    <>
      {t(family === "prose" ? "revisions.diff.passages" : "revisions.diff.records", { count: size.passages })}
      {size.addedWords > 0 ? (
        <span className="num"> {t("revisions.diff.wordsAdded", { count: size.addedWords })}</span>
      ) : null}
      {size.removedWords > 0 ? (
        <span className="num"> {t("revisions.diff.wordsRemoved", { count: size.removedWords })}</span>
      ) : null}
    </>
  );
}
