import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { MemberFacts } from "@/components/members/member-facts";
import { SuspensionPart } from "@/components/members/suspension-part";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { moderatedHref, PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { PageHead } from "@/components/ui/heading";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { findMemberForModeration, reinstateMember, suspendMember } from "@/lib/members";
import { Handle, isOfficer, OfMember, SuspendMember } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Params = z.object({ handle: Handle });

/**
 * A member for moderators: identity, and the forms to suspend them or lift it. Officers can be suspended by
 * administrators only.
 */
const view = {
  params: Params,
  allows: (actor) => can(actor, "member.suspend", { memberId: "", isOfficer: false }),
  async render({ handle }, { locale, t, form: sent, search, actor }) {
    // A conflict is shown at the head: the form that was sent may no longer be on the page.
    const clash = sent.error?.code === "conflict" ? sent.error : null;
    const form = clash ? { ...sent, error: null } : sent;
    const found = await findMemberForModeration(actor, handle);
    if (!found) throw new DomainError("not_found", "member");
    const done = (["suspended", "reinstated"] as const).find((one) => one === search.get("done"));
    const about = { memberId: found.id, isOfficer: isOfficer(found.roles) };
    return {
      title: found.displayName,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: found.displayName }],
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`admin.member.done.${done}`)}</Outcome> : null}
          <PageHead
            title={<bdi>{found.displayName}</bdi>}
            sub={t.rich("members.since", {
              day: () => <Day day={found.createdAt.toISOString().slice(0, 10)} locale={locale} isLong />,
            })}
          />
          <div className="wrap body stack g6">
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            <div className="narrow">
              <MemberFacts t={t} locale={locale} fields={found.fields} roles={found.roles} />
            </div>
            {found.state === "active" ? (
              <p>
                <a href={localePath(locale, `/members/${handle}`)}>{t("members.publicPage")}</a>
              </p>
            ) : null}
            {can(actor, "member.suspend", about) ? (
              <SuspensionPart
                t={t}
                locale={locale}
                actor={actor}
                member={found}
                path={moderatedHref(handle)}
                fields={fieldsOf(t, form, "suspend")}
                reinstated={fieldsOf(t, form, "reinstate")}
              />
            ) : (
              <p className="dim">
                {t(actor.id === found.id ? "moderation.member.self" : "moderation.member.officer")}
              </p>
            )}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof Params, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  suspend: spec({
    schema: SuspendMember,
    command: suspendMember,
    limit: "review",
    done: (_, { input }) => `${moderatedHref(input.handle)}?done=suspended`,
  }),
  reinstate: spec({
    schema: OfMember,
    command: reinstateMember,
    limit: "review",
    done: (_, { input }) => `${moderatedHref(input.handle)}?done=reinstated`,
  }),
});
