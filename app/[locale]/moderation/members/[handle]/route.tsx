import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { CleanupPart } from "@/components/members/cleanup-part";
import { NotesPart, PastSuspensions, WarningsPart } from "@/components/members/conduct-part";
import { MemberFacts } from "@/components/members/member-facts";
import { SuspensionPart } from "@/components/members/suspension-part";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { moderatedHref, PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { PageHead } from "@/components/ui/heading";
import { listCleanups, previewCleanup, startCleanup, undoCleanup } from "@/lib/cleanups";
import { StartCleanup, UndoCleanup } from "@/lib/cleanups/model";
import { addNote, type ConductOf, findConduct, removeNote, warnMember } from "@/lib/conduct";
import { AddNote, RemoveNote, SuspendMember, WarnMember } from "@/lib/conduct/model";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { type FormState, withoutConflict } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findMemberForModeration, reinstateMember, suspendMember } from "@/lib/members";
import { Handle, isOfficer, OfMember } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";

const Params = z.object({ handle: Handle });
const DONE = ["suspended", "reinstated", "warned", "noted", "unnoted", "cleaned", "uncleaned"] as const;
const DONE_WORDS = {
  suspended: "admin.member.done.suspended",
  reinstated: "admin.member.done.reinstated",
  warned: "conduct.staff.done.warned",
  noted: "conduct.staff.done.noted",
  unnoted: "conduct.staff.done.unnoted",
  cleaned: "cleanups.done.cleaned",
  uncleaned: "cleanups.done.uncleaned",
} as const;

/**
 * A member for moderators: identity, notes of staff, and the forms to warn them, suspend them or lift it. About
 * officers administrators only may.
 */
const view = {
  params: Params,
  allows: (actor) => can(actor, "member.suspend", { memberId: "", isOfficer: false }),
  async render({ handle }, { locale, t, form: sent, search, actor }) {
    const { form, clash } = withoutConflict(sent);
    const found = await findMemberForModeration(actor, handle);
    if (!found) throw new DomainError("not_found", "member");
    const done = DONE.find((one) => one === search.get("done"));
    const about = { memberId: found.id, isOfficer: isOfficer(found.roles) };
    const conduct = can(actor, "staff-note.manage", about) ? await findConduct(actor, about) : null;
    const cleaning = await readCleanups(actor, about);
    const shared = { t, locale, path: moderatedHref(handle) };
    return {
      title: found.displayName,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: found.displayName }],
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(DONE_WORDS[done])}</Outcome> : null}
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
              <>
                <div className="narrow">
                  <SuspensionPart
                    {...shared}
                    actor={actor}
                    member={found}
                    fields={fieldsOf(t, form, "suspend")}
                    reinstated={fieldsOf(t, form, "reinstate")}
                    before={conduct?.suspensions.length ?? 0}
                  />
                </div>
                <CleanupPart
                  {...{ ...shared, ...cleaning }}
                  fields={fieldsOf(t, form, "clean")}
                  isActive={found.state === "active"}
                />
                <Conduct {...shared} conduct={conduct} form={form} isActive={found.state === "active"} />
              </>
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

/** Reads what a clean-up would take back, and those before. */
async function readCleanups(actor: Actor, about: { memberId: string; isOfficer: boolean }) {
  const now = new Date();
  return {
    preview: await previewCleanup(actor, about, now),
    cleanups: await listCleanups(actor, about, now),
  };
}

/** What staff recorded about the member, and the forms to warn and to note. */
function Conduct(props: {
  t: Translator;
  locale: Locale;
  path: string;
  conduct: ConductOf | null;
  form: FormState;
  isActive: boolean;
}) {
  const { conduct, form, isActive, ...shared } = props;
  const { t, locale } = shared;
  if (!conduct) return null;
  return (
    <>
      <WarningsPart
        {...shared}
        warnings={conduct.warnings}
        fields={fieldsOf(t, form, "warn")}
        isActive={isActive}
      />
      <PastSuspensions t={t} locale={locale} suspensions={conduct.suspensions} />
      <NotesPart {...shared} notes={conduct.notes} fields={fieldsOf(t, form, "note")} />
    </>
  );
}

export const GET = screen(view);

const back =
  (done: (typeof DONE)[number]) =>
  (_result: unknown, { input }: { input: { handle: string } }) =>
    `${moderatedHref(input.handle)}?done=${done}`;

export const POST = screenForm(view, {
  suspend: spec({
    schema: SuspendMember,
    command: suspendMember,
    limit: "review",
    done: back("suspended"),
  }),
  reinstate: spec({
    schema: OfMember,
    command: reinstateMember,
    limit: "review",
    done: back("reinstated"),
  }),
  clean: spec({ schema: StartCleanup, command: startCleanup, limit: "review", done: back("cleaned") }),
  unclean: spec({ schema: UndoCleanup, command: undoCleanup, limit: "review", done: back("uncleaned") }),
  warn: spec({ schema: WarnMember, command: warnMember, limit: "review", done: back("warned") }),
  note: spec({ schema: AddNote, command: addNote, limit: "review", done: back("noted") }),
  unnote: spec({ schema: RemoveNote, command: removeNote, limit: "review", done: back("unnoted") }),
});
