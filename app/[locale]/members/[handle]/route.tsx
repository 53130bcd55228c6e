import { z } from "zod";
import { MemberView } from "@/components/members/member-view";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { findPublicMember } from "@/lib/members";
import { Handle } from "@/lib/members/model";
import { scope } from "@/lib/versions";
import { document } from "@/lib/web/document";

/** A member's public page: what they show to everyone, and their contributions. Not for search engines. */
export const GET = document({
  params: z.object({ handle: Handle }),
  scopes: ({ handle }) => [scope.member(handle), scope.changes],
  async render({ handle }, { locale, t }) {
    const member = await findPublicMember(handle);
    if (!member) throw new DomainError("not_found", "member");
    return {
      title: member.displayName,
      current: "members",
      robots: "noindex",
      crumbs: [{ href: "/members", label: t("members.title") }, { label: member.displayName }],
      body: (
        <MemberView t={t} locale={locale} member={member}>
          <Note icon="eye">
            {t("members.seenAs.public")}{" "}
            <a href={localePath(locale, `/me/members/${handle}`)}>{t("members.wholePage")}</a>
          </Note>
        </MemberView>
      ),
    };
  },
});
