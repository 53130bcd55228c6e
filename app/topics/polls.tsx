import { tokenOf } from "@/app/[locale]/text-editing";
import { belowTopicHref } from "@/components/discussions/addresses";
import { PollView } from "@/components/discussions/poll";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf, formOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { findOwnTopic, listPolls, listVotedPolls } from "@/lib/discussions";
import { type TopicArea, topicPath, topicRoot } from "@/lib/discussions/areas/model";
import { TopicParams } from "@/lib/discussions/model";
import {
  AddPoll,
  ChangePoll,
  ClosePoll,
  isOpenAt,
  MOST_POLLS,
  type Poll,
  RemovePoll,
  VoteInPoll,
} from "@/lib/discussions/polls/model";
import type { OwnTopic } from "@/lib/discussions/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { COMMANDS, mayEnter, topicCrumbsIn } from "./areas";
import { PollFieldList, pollLabels } from "./poll-fields";

const OUTCOMES = ["voted", "added", "changed", "closed", "removed"] as const;

/** What a member may do with the polls of a topic. */
interface Rights {
  edit: boolean;
  close: boolean;
  vote: boolean;
  moderate: boolean;
}

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  own: OwnTopic;
  action: string;
  may: Rights;
}

/** The polls of a topic for a member: their votes; for its author and moderators, what can be done with a poll. */
const viewIn = (area: TopicArea): ScreenView<typeof TopicParams, never> => ({
  params: TopicParams,
  allows: (actor) => mayEnter(area, actor),
  async render({ slug }, { t, locale, form, actor, search }) {
    const own = await findOwnTopic(actor, area, slug);
    const { page, isVisible, facts } = own;
    const [polls, voted] = await Promise.all([listPolls(page.id, actor.id), listVotedPolls(page.id)]);
    const done = form.name === null ? search.get("done") : null;
    const outcome = OUTCOMES.find((one) => one === done);
    const title = t("discussions.poll.title");
    const may = {
      edit: can(actor, "topic.edit", facts) && own.state !== "merged" && !page.isArchived,
      close: can(actor, "poll.close", facts),
      vote: can(actor, "poll.vote", facts) && isVisible,
      moderate: can(actor, "topic.moderate"),
    };
    const props = { t, locale, form, own, may, action: belowTopicHref(locale, page, "polls") };
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
          {outcome ? <Outcome>{t(`discussions.poll.done.${outcome}`)}</Outcome> : null}
          <PageHead
            title={title}
            sub={<bdi>{page.title}</bdi>}
            actions={
              isVisible ? (
                <ButtonLink href={localePath(locale, topicPath(page))}>
                  {t("discussions.poll.back")}
                </ButtonLink>
              ) : null
            }
          />
          <div className="wrap body flush stack g6">
            <ErrorsSummary t={t} problems={{ errors: {}, error: form.error }} labels={{}} />
            {polls.length === 0 ? <Empty>{t("discussions.poll.none")}</Empty> : null}
            {polls.map((poll) => (
              <OnePoll key={poll.id} {...props} poll={poll} hasVotes={voted.has(poll.id)} />
            ))}
            {may.edit && polls.length < MOST_POLLS && polls.every(({ closedAt }) => closedAt) ? (
              <AddForm {...props} />
            ) : null}
          </div>
        </>
      ),
    };
  },
});

function OnePoll(props: Props & { poll: Poll; hasVotes: boolean }) {
  const { t, locale, form, own, action, may, poll, hasVotes } = props;
  const isOpen = isOpenAt(poll, new Date());
  const sent = formOf(form, "poll", poll.id);
  return (
    <PollView
      {...{ t, locale, poll, action }}
      language={own.page.language}
      isOpen={isOpen}
      mayVote={may.vote}
      isTopicClosed={own.facts.isClosed}
      fields={fieldsOf(t, sent, "vote")}
      on={null}
    >
      {may.edit && isOpen && !hasVotes ? <ChangeForm {...props} form={sent} /> : null}
      {may.close && poll.closedAt === null ? (
        <OneButton {...props} form={sent} name="close" what={t("discussions.poll.closeWhat")}>
          {t("discussions.poll.close")}
        </OneButton>
      ) : null}
      {may.edit && (may.moderate || !hasVotes) ? (
        <OneButton {...props} form={sent} name="remove" what={t("discussions.poll.removeWhat")}>
          {t("discussions.poll.remove")}
        </OneButton>
      ) : null}
    </PollView>
  );
}

function OneButton(props: Props & { poll: Poll; name: "close" | "remove"; what: string; children: string }) {
  const { t, form, action, poll, name, what, children } = props;
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fieldsOf(t, form, name)}
      hidden={{ poll: poll.id }}
      className="stack g2"
    >
      <p className="small">{what}</p>
      <p>
        <Button size="sm">{children}</Button>
      </p>
    </PostForm>
  );
}

function ChangeForm({ t, form, action, poll }: Props & { poll: Poll }) {
  const fields = fieldsOf(t, form, "change");
  return (
    <details className="more folded" open={form.name === "change"}>
      <summary>{t("discussions.poll.change")}</summary>
      <PostForm
        t={t}
        name="change"
        action={action}
        fields={fields}
        labels={pollLabels(t)}
        hidden={{ poll: poll.id }}
      >
        <p className="small">{t("discussions.poll.changeWhat")}</p>
        <PollFieldList t={t} fields={fields} kept={poll} />
        <p>
          <Button>{t("discussions.poll.save")}</Button>
        </p>
      </PostForm>
    </details>
  );
}

function AddForm({ t, form, action }: Props) {
  const fields = fieldsOf(t, form, "add");
  return (
    <Section id="add" title={t("discussions.poll.add")}>
      <PostForm
        t={t}
        name="add"
        action={action}
        fields={fields}
        labels={pollLabels(t)}
        hidden={{ clientToken: tokenOf(form) }}
      >
        <PollFieldList t={t} fields={fields} />
        <p>
          <Button kind="pri">{t("discussions.poll.add")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** Creates the screen for the polls of a topic of an area. */
export const topicPolls = (area: TopicArea) => screen(viewIn(area));

/** Creates its forms, which lead back to it with the result. */
export function topicPollForms(area: TopicArea) {
  const commands = COMMANDS[area];
  const back = (done: (typeof OUTCOMES)[number]) => (to: { slug: string }) =>
    `${topicRoot(area)}/${to.slug}/polls?done=${done}`;
  return screenForm(viewIn(area), {
    vote: spec({
      schema: VoteInPoll,
      command: commands.vote,
      isOnDocument: true,
      limit: "reaction",
      done: back("voted"),
    }),
    add: spec({
      schema: AddPoll,
      command: commands.addPoll,
      guards: ["pollQuestion", "pollOptions"],
      limit: "topic",
      done: back("added"),
    }),
    change: spec({
      schema: ChangePoll,
      command: commands.changePoll,
      guards: ["pollQuestion", "pollOptions"],
      limit: "topic",
      done: back("changed"),
    }),
    close: spec({ schema: ClosePoll, command: commands.closePoll, limit: "topic", done: back("closed") }),
    remove: spec({ schema: RemovePoll, command: commands.removePoll, limit: "topic", done: back("removed") }),
  });
}
