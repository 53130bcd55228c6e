import { belowTopicHref } from "@/components/discussions/addresses";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { Actor } from "@/lib/core/actor";
import { DomainError, isDomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { findOwnTopic } from "@/lib/discussions";
import { type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import { MergeQuery, MergeTopic } from "@/lib/discussions/care/model";
import { replyPath, TopicParams } from "@/lib/discussions/model";
import type { OwnTopic, TopicPage } from "@/lib/discussions/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { COMMANDS, mayEnter, topicCrumbsIn } from "./areas";

/** Merging a topic into another: first the other one is named, then the moderator confirms. */
const viewIn = (area: TopicArea) =>
  ({
    params: TopicParams,
    query: MergeQuery,
    // In a room, whoever may not read it must not learn from a refusal that it exists.
    allows: (actor) => mayEnter(area, actor) && (area === "rooms" || can(actor, "topic.moderate")),
    async render({ slug, into }, { t, locale, form, actor, search }) {
      const { page } = await findOwnTopic(actor, area, slug);
      if (!can(actor, "topic.moderate")) throw new DomainError("forbidden", "screen");
      const sent = typeof form.values.into === "string" ? form.values.into : undefined;
      const asked = into ?? MergeQuery.parse({ into: sent }).into;
      const other = asked === undefined ? null : await findOther(actor, area, { slug, into: asked });
      const typed = search.get("into") ?? sent ?? "";
      const title = t("discussions.care.merge.title");
      return {
        title,
        current: "discussions",
        crumbs: topicCrumbsIn(area)(t, { path: topicPath(page), title: page.title }, title),
        body: (
          <>
            <PageHead
              title={title}
              sub={t("discussions.care.merge.sub")}
              actions={
                <ButtonLink href={localePath(locale, topicPath(page))}>
                  {t("discussions.manage.see")}
                </ButtonLink>
              }
            />
            <div className="wrap body flush stack g5">
              <MergeForms {...{ t, locale, form, page, other, typed }} />
            </div>
          </>
        ),
      };
    },
  }) satisfies ScreenView<typeof TopicParams, typeof MergeQuery>;

/** Finds the topic that a moderator names; null for one that is not there, or into which this one cannot be merged. */
async function findOther(
  actor: Actor,
  area: TopicArea,
  { slug, into }: { slug: string; into: string },
): Promise<OwnTopic | null> {
  if (slug === into) return null;
  const found = await findOwnTopic(actor, area, into).catch((error: unknown) => {
    if (isDomainError(error)) return null;
    throw error;
  });
  return found?.isVisible ? found : null;
}

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  page: TopicPage;
  other: OwnTopic | null;
  typed: string;
}

function MergeForms({ t, locale, form, page, other, typed }: Props) {
  const action = belowTopicHref(locale, page, "merge");
  const fields = fieldsOf(t, form, "merge");
  const label = t("discussions.care.merge.into");
  return (
    <>
      <form method="get" action={action} className="stack narrow">
        <TextField
          name="into"
          label={label}
          hint={t("discussions.care.split.intoHint")}
          maxLength={400}
          dir="ltr"
          required
          defaultValue={typed}
          errors={fields.errors("into")}
        />
        <p>
          <Button kind={other ? "plain" : "pri"}>{t("discussions.care.merge.find")}</Button>
        </p>
      </form>
      {typed !== "" && !other ? <Note kind="warn">{t("discussions.care.merge.unknown")}</Note> : null}
      {other ? (
        <PostForm
          t={t}
          name="merge"
          action={action}
          fields={fields}
          labels={{ into: label }}
          hidden={{ into: String(other.page.number) }}
        >
          <p>
            {t("discussions.care.merge.found", {
              title: other.page.title,
              count: other.page.replyCount,
              messages: page.replyCount + 1,
            })}
          </p>
          <p>
            <Button kind="pri">{t("discussions.care.merge.merge")}</Button>
          </p>
        </PostForm>
      ) : null}
    </>
  );
}

/** Creates the screen for merging a topic of an area into another. */
export const mergeTopic = (area: TopicArea) => screen(viewIn(area));

/** Creates its form, which leads to the first of the moved messages. */
export const mergeTopicForm = (area: TopicArea) =>
  screenForm(viewIn(area), {
    merge: spec({
      schema: MergeTopic,
      command: COMMANDS[area].merge,
      limit: "review",
      done: (to) => replyPath(to, to.first),
    }),
  });
