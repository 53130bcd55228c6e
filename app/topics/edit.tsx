import { plainText, sentBase, theirsOf, tokenOf } from "@/app/[locale]/text-editing";
import { belowTopic, belowTopicHref } from "@/components/discussions/addresses";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { type Category, findOwnTopic, listCategories, listRooms } from "@/lib/discussions";
import { type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import { ChangeTopic, TopicParams } from "@/lib/discussions/model";
import type { OwnTopic, TopicPage } from "@/lib/discussions/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { COMMANDS, mayEnter, topicCrumbsIn } from "./areas";
import { TOPIC_FIELD_IDS, TopicFields, topicLabels } from "./topic-fields";

/** Changing a topic's title, tags and first message; moderators move it to another category as well. */
const viewIn = (area: TopicArea): ScreenView<typeof TopicParams, never> => ({
  isLong: true,
  params: TopicParams,
  allows: (actor) => mayEnter(area, actor),
  async render({ slug }, { t, locale, form, actor }) {
    const own = await findOwnTopic(actor, area, slug);
    if (!can(actor, "topic.edit", own.facts)) throw new DomainError("forbidden");
    const { page } = own;
    const all = area === "rooms" ? await listRooms(actor) : await listCategories();
    const categories = can(actor, "topic.moderate") ? all : all.filter((one) => one.slug === page.category);
    const title = t("discussions.edit.title");
    return {
      title,
      current: "discussions",
      crumbs: topicCrumbsIn(area)(t, { path: topicPath(page), title: page.title }, title),
      body: (
        <>
          <PageHead
            title={title}
            sub={t("discussions.edit.sub")}
            actions={
              <ButtonLink href={localePath(locale, backPath(own))}>{t("discussions.edit.back")}</ButtonLink>
            }
          />
          <div className="wrap body flush">
            <EditForm {...{ t, locale, form, page, categories }} />
          </div>
        </>
      ),
    };
  },
});

function EditForm(props: {
  t: Translator;
  locale: Locale;
  form: FormState;
  page: TopicPage;
  categories: readonly Category[];
}) {
  const { t, locale, form, page, categories } = props;
  const fields = fieldsOf(t, form, "topic");
  const text = plainText(page.content, { hasNotes: true });
  const theirs = theirsOf(form, { hasNotes: true });
  return (
    <PostForm
      t={t}
      name="topic"
      action={belowTopicHref(locale, page, "edit")}
      fields={fields}
      labels={topicLabels(t)}
      ids={TOPIC_FIELD_IDS}
      className="stack narrow"
      hidden={{
        clientToken: tokenOf(form),
        base: String(theirs?.number ?? sentBase(form, page.revision) ?? ""),
      }}
    >
      {text === null ? <Note kind="warn">{t("discussions.edit.holdsMore")}</Note> : null}
      <TopicFields
        {...{ t, locale, fields, categories }}
        kept={{ ...page, text: text ?? "" }}
        hasText={text !== null}
      />
      <TextField
        name="summary"
        label={t("discussions.edit.summary")}
        dir="auto"
        maxLength={400}
        defaultValue={fields.value("summary")}
        errors={fields.errors("summary")}
      />
      <p>
        <Button kind="pri">{t("discussions.edit.save")}</Button>
      </p>
    </PostForm>
  );
}

/** Returns where a topic can be read: its page, or for one that readers do not see the screen that manages it. */
const backPath = ({ isVisible, page }: OwnTopic): string =>
  isVisible ? topicPath(page) : belowTopic(page, "manage");

/** Creates the screen for changing a topic of an area. */
export const editTopic = (area: TopicArea) => screen(viewIn(area));

/** Creates its form, which leads to the topic. */
export const editTopicForm = (area: TopicArea) =>
  screenForm(viewIn(area), {
    topic: spec({
      schema: ChangeTopic,
      command: COMMANDS[area].change,
      guards: ["title", "text", "summary"],
      limit: "topic",
      done: (changed) => (changed.isShown ? topicPath(changed) : belowTopic(changed, "manage")),
    }),
  });
