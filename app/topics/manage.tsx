import { belowTopicHref } from "@/components/discussions/addresses";
import { ErrorsSummary } from "@/components/errors-summary";
import { HeldNote } from "@/components/filters/held-by";
import { Outcome } from "@/components/outcome";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/core/policy";
import { findOwnTopic } from "@/lib/discussions";
import { type TopicArea, topicPath, topicRoot } from "@/lib/discussions/areas/model";
import { ArchiveTopic, RetitleTopic, SlowTopic, StopTimer, TimeTopic } from "@/lib/discussions/care/model";
import { AcceptAnswer, CloseTopic, HideTopic, PinTopic, TopicParams } from "@/lib/discussions/model";
import { findHoldNews } from "@/lib/filtering";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { COMMANDS, mayEnter, topicCrumbsIn } from "./areas";
import { AnswerPart, ModeratorsPart, OwnMessage } from "./manage-parts";
import type { ManageProps } from "./manage-props";

const OUTCOMES = [
  "held",
  "closed",
  "opened",
  "pinned",
  "unpinned",
  "hidden",
  "shown",
  "accepted",
  "taken",
] as const;
const CARE = ["archived", "unarchived", "slowed", "timed", "stopped", "cleared", "retitled"] as const;

/** A topic for its author and moderators: its state, its answer, and what moderators do with it. */
const viewIn = (area: TopicArea): ScreenView<typeof TopicParams, never> => ({
  params: TopicParams,
  allows: (actor) => mayEnter(area, actor),
  async render({ slug }, { t, locale, form, actor, search }) {
    const own = await findOwnTopic(actor, area, slug);
    const { page, state, isVisible, facts } = own;
    const hold = state === "held" ? await findHoldNews(actor, { topic: page.id }) : null;
    const mayManage = can(actor, "filter.manage");
    const title = t("discussions.manage.title");
    const done = form.name === null ? search.get("done") : null;
    const outcome = OUTCOMES.find((one) => one === done);
    const care = CARE.find((one) => one === done);
    const words = outcome
      ? t(`discussions.manage.done.${outcome}`)
      : care && t(`discussions.care.done.${care}`);
    const props = { t, locale, form, own, action: belowTopicHref(locale, page, "manage") };
    return {
      title,
      current: "discussions",
      crumbs: topicCrumbsIn(area)(
        t,
        { path: isVisible ? topicPath(page) : `/${area}`, title: page.title },
        title,
      ),
      body: (
        <>
          {words ? <Outcome>{words}</Outcome> : null}
          <PageHead
            title={title}
            sub={<bdi>{page.title}</bdi>}
            actions={
              <>
                {isVisible ? (
                  <ButtonLink href={localePath(locale, topicPath(page))}>
                    {t("discussions.manage.see")}
                  </ButtonLink>
                ) : null}
                {can(actor, "topic.edit", facts) ? (
                  <ButtonLink href={belowTopicHref(locale, page, "edit")}>
                    {t("discussions.manage.edit")}
                  </ButtonLink>
                ) : null}
              </>
            }
          />
          <div className="wrap body flush stack g6">
            <ErrorsSummary t={t} problems={{ errors: {}, error: form.error }} labels={{}} />
            {hold ? <HeldNote {...{ t, locale, mayManage }} news={hold} /> : <StateNote {...props} />}
            {isVisible || state === "merged" ? null : <OwnMessage {...props} />}
            {page.isQuestion && page.replyCount > 0 && isVisible && can(actor, "topic.answer", facts) ? (
              <AnswerPart {...props} />
            ) : null}
            {can(actor, "topic.moderate") ? <ModeratorsPart {...props} /> : null}
          </div>
        </>
      ),
    };
  },
});

/** Why readers do not see the topic. */
function StateNote({ t, locale, own: { page, state, reason } }: ManageProps) {
  if (state === "held") return <Note kind="warn">{t("discussions.manage.held")}</Note>;
  if (state === "planned") return <Note icon="clock">{t("discussions.care.planned")}</Note>;
  if (state === "merged")
    return (
      <Note>
        <a href={localePath(locale, topicPath(page))}>{t("discussions.care.merged.sub")}</a>
      </Note>
    );
  if (state !== "hidden") return null;
  return (
    <Note kind="bad" title={t("discussions.manage.hidden")}>
      <bdi className="as-typed">{reason}</bdi>
    </Note>
  );
}

/** Creates the screen for managing a topic of an area. */
export const manageTopic = (area: TopicArea) => screen(viewIn(area));

/** Leads back to the screen, with what was done. */
const leadingBack =
  (area: TopicArea) =>
  (done: (typeof OUTCOMES)[number] | (typeof CARE)[number]) =>
  (_: unknown, { input }: { input: { slug: string } }) =>
    `${topicRoot(area)}/${input.slug}/manage?done=${done}`;

/** The forms by which moderators keep topics in order. */
function careForms(area: TopicArea) {
  const commands = COMMANDS[area];
  const back = leadingBack(area);
  return {
    archive: spec({
      schema: ArchiveTopic,
      command: commands.archive,
      limit: "review",
      done: (_, { input }) => back(input.isArchived ? "archived" : "unarchived")(_, { input }),
    }),
    slow: spec({ schema: SlowTopic, command: commands.slow, limit: "review", done: back("slowed") }),
    time: spec({ schema: TimeTopic, command: commands.setTimer, limit: "review", done: back("timed") }),
    stop: spec({ schema: StopTimer, command: commands.stopTimer, limit: "review", done: back("stopped") }),
    retitle: spec({
      schema: RetitleTopic,
      command: commands.retitle,
      guards: ["title"],
      limit: "review",
      done: back("retitled"),
    }),
    titles: spec({
      schema: TopicParams,
      command: commands.clearTitles,
      limit: "review",
      done: back("cleared"),
    }),
  };
}

/** Creates its forms, which lead back to it with the result. */
export function manageTopicForms(area: TopicArea) {
  const commands = COMMANDS[area];
  const back = leadingBack(area);
  return screenForm(viewIn(area), {
    accept: spec({
      schema: AcceptAnswer,
      command: commands.accept,
      isOnDocument: true,
      limit: "comment",
      done: back("accepted"),
    }),
    take: spec({ schema: TopicParams, command: commands.takeBack, limit: "comment", done: back("taken") }),
    close: spec({
      schema: CloseTopic,
      command: commands.close,
      limit: "review",
      done: (_, { input }) => back(input.isClosed ? "closed" : "opened")(_, { input }),
    }),
    pin: spec({
      schema: PinTopic,
      command: commands.pin,
      limit: "review",
      done: (_, { input }) => back(input.isPinned ? "pinned" : "unpinned")(_, { input }),
    }),
    hide: spec({ schema: HideTopic, command: commands.hide, limit: "review", done: back("hidden") }),
    show: spec({ schema: TopicParams, command: commands.show, limit: "review", done: back("shown") }),
    ...careForms(area),
  });
}
