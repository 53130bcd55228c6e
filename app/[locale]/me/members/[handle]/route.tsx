import { z } from "zod";
import { MemberView } from "@/components/members/member-view";
import { moderatedHref } from "@/components/shell/places";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findAddressee } from "@/lib/direct-messages";
import { localePath } from "@/lib/i18n/locales";
import { findMemberFor } from "@/lib/members";
import { audienceOf, Handle, isOfficer } from "@/lib/members/model";
import { screen } from "@/lib/web/pages/screen";

/** A member's page as far as the signed-in reader may see it; the public one is at `/members/{handle}`. */
export const GET = screen({
  params: z.object({ handle: Handle }),
  async render({ handle }, { locale, t, actor }) {
    const [found, addressee] = await Promise.all([
      findMemberFor(actor, handle),
      findAddressee(actor, handle),
    ]);
    if (!found) throw new DomainError("not_found", "member");
    const audience = audienceOf(actor, found.id);
    return {
      title: found.displayName,
      current: "members",
      crumbs: [{ href: "/members", label: t("members.title") }, { label: found.displayName }],
      body: (
        <MemberView
          t={t}
          locale={locale}
          member={found}
          canWrite={addressee !== null && addressee.way !== "closed"}
        >
          <Note icon="eye">
            {t(`members.seenAs.${audience === "public" ? "members" : audience}`)}{" "}
            <a href={localePath(locale, `/members/${handle}`)}>{t("members.publicPage")}</a>
          </Note>
          {can(actor, "member.suspend", { memberId: found.id, isOfficer: isOfficer(found.roles) }) ? (
            <p>
              <a href={localePath(locale, moderatedHref(handle))}>{t("moderation.member.open")}</a>
            </p>
          ) : null}
        </MemberView>
      ),
    };
  },
});
