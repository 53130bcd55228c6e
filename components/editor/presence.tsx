import { listText } from "@/lib/i18n/lists";
import type { SectionApi } from "./api";
import { useEditorContext } from "./context";
import { usePresence } from "./use-presence";

/** Names the other members who have this section open. */
export function Presence({ api }: { api: SectionApi }) {
  const { data, t } = useEditorContext();
  const others = usePresence(api);
  if (others.length === 0) return null;
  const names = listText(
    others.map((other) => other.displayName),
    data.locale,
  );
  return (
    <p className="tiny dim" role="status">
      {t("editor.presence", { names, count: others.length })}
    </p>
  );
}
