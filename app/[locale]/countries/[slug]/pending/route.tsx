import { z } from "zod";
import { sourceNamer } from "@/app/[locale]/countries/source-names";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { profileHref } from "@/components/profiles/addresses";
import { PendingTable } from "@/components/profiles/pending-table";
import { ProfileFrame, profileCrumbs } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { Empty } from "@/components/ui/empty";
import { withQuery } from "@/components/with-query";
import { can } from "@/lib/core/policy";
import { listCredits } from "@/lib/discussions";
import { localePath } from "@/lib/i18n/locales";
import type { ListedAt } from "@/lib/pages";
import { RevisionNumber } from "@/lib/pages/model";
import {
  acceptRevision,
  claimRevision,
  findPendingEdit,
  handOverRevision,
  listOwnPending,
  listPending,
  rejectRevision,
  releaseRevision,
  withdrawRevision,
} from "@/lib/profiles";
import {
  AcceptRevisionForm,
  HandRevision,
  RejectRevision,
  RevisionParams,
  SectionName,
} from "@/lib/profiles/editing/model";
import { findProfileHead, listSourceTitles, type ProfileHead } from "@/lib/profiles/reading";
import { QueueKey } from "@/lib/profiles/review/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { Drawn, Leading, ScreenTools, ScreenView } from "@/lib/web/view";
import { leadToSlug, SlugParams } from "../../profile-address";
import { DecidedEditView } from "./decided-view";
import { PendingEditView } from "./pending-view";

const DONE = ["accepted", "rejected", "withdrawn", "claimed", "handed", "released"] as const;

const Query = z.object({
  revision: RevisionNumber.optional().catch(undefined),
  done: z.enum(DONE).optional().catch(undefined),
  before: QueueKey,
  after: QueueKey,
  /** Leads to the member's own pending edit of a section. */
  own: SectionName.optional().catch(undefined),
});

/** Pending edits of a profile, for members; with `revision`, one edit and the decision on it. */
const view: ScreenView<typeof SlugParams, typeof Query> = {
  params: SlugParams,
  query: Query,
  async render({ slug, revision, done, own, ...at }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const to = own && (await findOwnAddress(head.slug, own, tools));
    if (to) return { to, status: 303 };
    const came = tools.form.name === null ? done : undefined;
    return revision === undefined ? drawList(head, at, came, tools) : drawOne(head, revision, came, tools);
  },
};

export const GET = screen(view);

/** Returns the address of the member's own pending edit of a section; null if none is waiting. */
async function findOwnAddress(slug: string, section: string, { actor, locale }: ScreenTools) {
  const edits = (await listOwnPending(actor, slug)).filter((one) => one.section === section);
  const newest = edits.sort((a, b) => b.number - a.number).at(0);
  return newest ? profileHref(locale, slug, `/pending?revision=${newest.number}`) : null;
}

type Came = (typeof DONE)[number] | undefined;

async function drawList(
  head: ProfileHead,
  at: ListedAt,
  done: Came,
  tools: ScreenTools,
): Promise<Drawn | Leading> {
  const { t, locale, actor } = tools;
  const { rows, previous, next } = await listPending(actor, head.slug, at);
  const place = (key: object) => withQuery(profileHref(locale, head.slug, "/pending"), { ...key });
  return {
    ...frameOf(head, tools, t("profiles.pending.titleOf", { country: head.names[locale] })),
    body: (
      <>
        {done ? <Outcome>{t(`profiles.pending.done.${done}`)}</Outcome> : null}
        <ProfileFrame t={t} locale={locale} head={head} tab={null} sub={t("profiles.pending.sub")}>
          <div className="wrap body stack">
            <h2>{t("profiles.pending.title")}</h2>
            {rows.length === 0 ? (
              <Empty>{t("profiles.pending.none")}</Empty>
            ) : (
              <PendingTable t={t} locale={locale} rows={rows} />
            )}
            <Pager
              t={t}
              label={t("profiles.pending.pages")}
              previous={previous ? place({ before: previous }) : null}
              next={next ? place({ after: next }) : null}
            />
            <Queue {...tools} />
          </div>
        </ProfileFrame>
      </>
    ),
  };
}

async function drawOne(head: ProfileHead, number: number, done: Came, tools: ScreenTools): Promise<Drawn> {
  const { t, locale, actor, form: sent } = tools;
  const { slug } = head;
  const edit = await findPendingEdit(actor, slug, number);
  const [credits, titles, nameThen] = await Promise.all([
    listCredits(slug, [number]),
    listSourceTitles(head.pageId),
    sourceNamer(t, head.pageId, [number, number]),
  ]);
  const isWaiting = "diff" in edit;
  const brought = (isWaiting ? edit : edit.proposed)?.sourceTitles ?? {};
  // A pending edit is shown with today's sources; a decided one with the sources of its time.
  const sourceTitle = (id: string) => (isWaiting ? titles.get(id) : undefined) ?? brought[id] ?? nameThen(id);
  // An earlier decision is shown at the top, because the sent form is no longer on the page.
  const isLate = sent.error?.reason === "already_decided";
  return {
    ...frameOf(head, tools, t("profiles.pending.titleOne", { country: head.names[locale], number })),
    body: (
      <>
        {done ? <Outcome>{t(`profiles.pending.done.${done}`)}</Outcome> : null}
        <ProfileFrame
          t={t}
          locale={locale}
          head={head}
          tab={null}
          sub={t(`profiles.pending.${isWaiting ? "subOne" : "subDecided"}`, {
            section: sectionTitle(t, edit.section),
          })}
        >
          <div className="wrap body stack g6">
            {isLate ? <ErrorsSummary t={t} problems={{ errors: {}, error: sent.error }} labels={{}} /> : null}
            {isWaiting ? (
              <PendingEditView
                t={t}
                locale={locale}
                slug={slug}
                edit={edit}
                form={sent}
                sourceTitle={sourceTitle}
                credits={credits.get(number)}
              />
            ) : (
              <DecidedEditView t={t} locale={locale} slug={slug} edit={edit} sourceTitle={sourceTitle} />
            )}
            <p>
              <a href={profileHref(locale, slug, "/pending")}>{t("profiles.pending.back")}</a>
            </p>
            <Queue {...tools} />
          </div>
        </ProfileFrame>
      </>
    ),
  };
}

function frameOf(head: ProfileHead, { t, locale }: ScreenTools, title: string) {
  return {
    title,
    current: "countries" as const,
    crumbs: profileCrumbs(t, locale, head, t("profiles.pending.title")),
  };
}

function Queue({ t, locale, actor }: ScreenTools) {
  if (!can(actor, "revision.open-queue")) return null;
  return (
    <p>
      <a href={localePath(locale, "/moderation/edits")}>{t("profiles.pending.queue")}</a>
    </p>
  );
}

type At = { input: { slug: string; number: number } };
const back =
  (done: (typeof DONE)[number], isGone: boolean) =>
  (_: unknown, { input }: At) =>
    `/countries/${input.slug}/pending?${isGone ? "" : `revision=${input.number}&`}done=${done}`;

export const POST = screenForm(view, {
  accept: spec({
    schema: AcceptRevisionForm,
    command: acceptRevision,
    limit: "review",
    done: back("accepted", true),
  }),
  reject: spec({
    schema: RejectRevision,
    command: rejectRevision,
    limit: "review",
    done: back("rejected", true),
  }),
  claim: spec({
    schema: RevisionParams,
    command: claimRevision,
    limit: "review",
    done: back("claimed", false),
  }),
  hand: spec({
    schema: HandRevision,
    command: handOverRevision,
    limit: "review",
    done: back("handed", false),
  }),
  release: spec({
    schema: RevisionParams,
    command: releaseRevision,
    limit: "review",
    done: back("released", false),
  }),
  withdraw: spec({
    schema: RevisionParams,
    command: withdrawRevision,
    limit: "review",
    done: back("withdrawn", true),
  }),
});
