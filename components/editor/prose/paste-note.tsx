import { listText } from "@/lib/i18n/lists";
import { useEditorContext } from "../context";
import type { PasteNews } from "./paste-props";

const KINDS = ["pictures", "objects", "comments", "deletions", "colours", "notes"] as const;

/** Says under the text what the last paste left out or changed. Empty if nothing. */
export function PasteNote({ news }: { news: PasteNews | null }) {
  const { t, data } = useEditorContext();
  const { dropped = {}, cited = 0, notes = 0, isJoined = false, refused } = news ?? {};
  const left = KINDS.flatMap((kind) => {
    const count = dropped[kind] ?? 0;
    return count > 0 ? [t(`editor.paste.${kind}`, { count })] : [];
  });
  const lines = [
    ...(refused ? [t(refused === "picture" ? "editor.paste.noPicture" : "editor.paste.noFile")] : []),
    ...(cited > 0 ? [t("editor.paste.cited", { count: cited })] : []),
    ...(notes > 0 ? [t("editor.paste.noted", { count: notes })] : []),
    ...(isJoined ? [t("editor.paste.joined")] : []),
    ...(left.length > 0 ? [t("editor.paste.left", { what: listText(left, data.locale) })] : []),
  ];
  return (
    <p className="small dim pasted" role="status">
      {lines.join(" ")}
    </p>
  );
}
