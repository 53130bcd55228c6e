import { Tag } from "@/components/ui/tag";
import type { Translator } from "@/lib/i18n/translator";
import type { Tag as RevisionTag } from "@/lib/profiles/reading/model";

/** How a revision came about, where that is more than a plain edit. */
export function RevisionMark({ t, tag }: { t: Translator; tag: RevisionTag }) {
  if (tag === "edit") return null;
  return <Tag>{t(`profiles.tag.${tag}`)}</Tag>;
}
