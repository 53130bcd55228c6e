import { z } from "zod";
import { MemberView } from "@/components/members/member-view";
import { Outcome } from "@/components/outcome";
import { PostForm } from "@/components/post-form";
import { moderatedHref } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { findAddressee } from "@/lib/direct-messages";
import { MuteMember } from "@/lib/discussions/reading/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findMemberFor } from "@/lib/members";
import { audienceOf, Handle, isOfficer } from "@/lib/members/model";
import { isMemberMuted, muteMember } from "@/lib/watching";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Params = z.object({ handle: Handle });
const Query = z.object({ done: z.enum(["muted", "unmuted"]).optional().catch(undefined) });
const DONE = { muted: "discussions.muted.doneMember", unmuted: "discussions.muted.doneUnmuted" } as const;

/** A member's page as far as the signed-in reader may see it; the public one is at `/members/{handle}`. */
const view = {
  params: Params,
  query: Query,
  async render({ handle, done }, { locale, t, actor, form }) {
    const [found, addressee, isMuted] = await Promise.all([
      findMemberFor(actor, handle),
      findAddressee(actor, handle),
      isMemberMuted(actor, handle),
    ]);
    if (!found) throw new DomainError("not_found", "member");
    const audience = audienceOf(actor, found.id);
    return {
      title: found.displayName,
      current: "members",
      crumbs: [{ href: "/members", label: t("members.title") }, { label: found.displayName }],
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(DONE[done])}</Outcome> : null}
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
            {can(actor, "watch.keep", { memberId: actor.id }) && found.id !== actor.id ? (
              <MuteForm {...{ t, locale, handle, isMuted }} />
            ) : null}
          </MemberView>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof Params, typeof Query>;

/** Mutes the member for the reader, or unmutes them. Only the reader sees whether they did. */
function MuteForm(props: { t: Translator; locale: Locale; handle: string; isMuted: boolean }) {
  const { t, locale, handle, isMuted } = props;
  return (
    <PostForm
      t={t}
      name="mute"
      action={localePath(locale, `/me/members/${handle}`)}
      className="stack g2 narrow"
      hidden={{ isMuted: isMuted ? "" : "on" }}
    >
      <p className="small dim">
        {isMuted ? <b>{t("discussions.muted.isMuted")} </b> : null}
        {t("discussions.muted.memberWhat")}
      </p>
      <p>
        <Button size="sm">{t(isMuted ? "discussions.muted.unmute" : "discussions.muted.member")}</Button>
      </p>
    </PostForm>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  mute: spec({
    schema: MuteMember,
    command: muteMember,
    limit: "watch",
    done: (_, { input }) => `/me/members/${input.handle}?done=${input.isMuted ? "muted" : "unmuted"}`,
  }),
});
