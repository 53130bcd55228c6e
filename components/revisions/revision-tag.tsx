import { Tag } from "@/components/ui/tag";
import type { Translator } from "@/lib/i18n/translator";
import type { Tag as RevisionTag } from "@/lib/pages/model";

/** How a revision was made, if not by a plain edit, and whether a program wrote it with a token. */
export function RevisionMark({ t, line }: { t: Translator; line: { tag: RevisionTag; byToken: boolean } }) {
  return (
    <>
      {line.tag === "edit" ? null : <Tag>{t(`past.tag.${line.tag}`)}</Tag>}
      {line.byToken ? <TokenMark t={t} /> : null}
    </>
  );
}

/** A mark that a program wrote it with a personal token. */
export function TokenMark({ t }: { t: Translator }) {
  return <Tag>{t("past.tag.token")}</Tag>;
}
