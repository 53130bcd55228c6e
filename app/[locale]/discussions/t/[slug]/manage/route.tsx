import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/core/policy";
import {
  acceptAnswer,
  closeTopic,
  findOwnTopic,
  hideTopic,
  pinTopic,
  showTopic,
  takeAnswerBack,
} from "@/lib/discussions";
import { AcceptAnswer, CloseTopic, HideTopic, PinTopic, topicPath } from "@/lib/discussions/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { TopicParams, topicCrumbs } from "../topic-place";
import { AnswerPart, ModeratorsPart, OwnMessage } from "./manage-parts";

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

/** A topic for its author and moderators: its state, its answer, and what moderators do with it. */
const view: ScreenView<typeof TopicParams, never> = {
  params: TopicParams,
  async render({ slug }, { t, locale, form, actor, search }) {
    const own = await findOwnTopic(actor, slug);
    const { page, state, facts } = own;
    const title = t("discussions.manage.title");
    const done = form.name === null ? search.get("done") : null;
    const outcome = OUTCOMES.find((one) => one === done);
    const props = { t, locale, form, own, action: localePath(locale, `/discussions/t/${slug}/manage`) };
    return {
      title,
      current: "discussions",
      crumbs: topicCrumbs(
        t,
        { path: state === "shown" ? topicPath(page) : "/discussions", title: page.title },
        title,
      ),
      body: (
        <>
          {outcome ? <Outcome>{t(`discussions.manage.done.${outcome}`)}</Outcome> : null}
          <PageHead
            title={title}
            sub={<bdi>{page.title}</bdi>}
            actions={
              <>
                {state === "shown" ? (
                  <ButtonLink href={localePath(locale, topicPath(page))}>
                    {t("discussions.manage.see")}
                  </ButtonLink>
                ) : null}
                {can(actor, "topic.edit", facts) ? (
                  <ButtonLink href={localePath(locale, `/discussions/t/${slug}/edit`)}>
                    {t("discussions.manage.edit")}
                  </ButtonLink>
                ) : null}
              </>
            }
          />
          <div className="wrap body flush stack g6">
            <ErrorsSummary t={t} problems={{ errors: {}, error: form.error }} labels={{}} />
            {state === "held" ? <Note kind="warn">{t("discussions.manage.held")}</Note> : null}
            {state === "hidden" ? (
              <Note kind="bad" title={t("discussions.manage.hidden")}>
                <bdi className="as-typed">{own.reason}</bdi>
              </Note>
            ) : null}
            {state === "shown" ? null : <OwnMessage {...props} />}
            {page.isQuestion &&
            page.replyCount > 0 &&
            state === "shown" &&
            can(actor, "topic.answer", facts) ? (
              <AnswerPart {...props} />
            ) : null}
            {can(actor, "topic.moderate") ? <ModeratorsPart {...props} /> : null}
          </div>
        </>
      ),
    };
  },
};

export const GET = screen(view);

const back =
  (done: string) =>
  (_: unknown, { input }: { input: { slug: string } }) =>
    `/discussions/t/${input.slug}/manage?done=${done}`;

export const POST = screenForm(view, {
  accept: spec({
    schema: AcceptAnswer,
    command: acceptAnswer,
    isOnDocument: true,
    limit: "comment",
    done: back("accepted"),
  }),
  take: spec({ schema: TopicParams, command: takeAnswerBack, limit: "comment", done: back("taken") }),
  close: spec({
    schema: CloseTopic,
    command: closeTopic,
    limit: "review",
    done: (_, { input }) => back(input.isClosed ? "closed" : "opened")(_, { input }),
  }),
  pin: spec({
    schema: PinTopic,
    command: pinTopic,
    limit: "review",
    done: (_, { input }) => back(input.isPinned ? "pinned" : "unpinned")(_, { input }),
  }),
  hide: spec({ schema: HideTopic, command: hideTopic, limit: "review", done: back("hidden") }),
  show: spec({ schema: TopicParams, command: showTopic, limit: "review", done: back("shown") }),
});
