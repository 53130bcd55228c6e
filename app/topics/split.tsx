import { tokenOf } from "@/app/[locale]/text-editing";
import { belowTopicHref } from "@/components/discussions/addresses";
import { categoryName } from "@/components/discussions/category-name";
import { writerName } from "@/components/discussions/writer-name";
import { type FormFields, fieldsOf, PostForm } from "@/components/post-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Checkbox, SelectField, TextArea, TextField } from "@/components/ui/field";
import { PageHead, Section } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import {
  findOwnTopic,
  listImportedOn,
  listOpenCategories,
  listReplies,
  type MovedReplies,
} from "@/lib/discussions";
import { type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import { JoinTopic, SplitTopic } from "@/lib/discussions/care/model";
import type { Category } from "@/lib/discussions/categories/model";
import type { Imported } from "@/lib/discussions/imports/model";
import { RepliesQuery, replyPath, TopicParams } from "@/lib/discussions/model";
import type { Replies, TopicPage } from "@/lib/discussions/queries/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { COMMANDS, mayEnter, topicCrumbsIn } from "./areas";
import { plainExcerpt } from "./reply-choice";
import { ReplyPages } from "./reply-pages";

/** Moving replies of a topic to a new one, or to one that exists. */
const viewIn = (area: TopicArea) =>
  ({
    isLong: true,
    params: TopicParams,
    query: RepliesQuery,
    // In a room, whoever may not read it must not learn from a refusal that it exists.
    allows: (actor) => mayEnter(area, actor) && (area === "rooms" || can(actor, "topic.moderate")),
    async render({ slug, page: wanted, all }, { t, locale, form, actor }) {
      const { page } = await findOwnTopic(actor, area, slug);
      if (!can(actor, "topic.moderate")) throw new DomainError("forbidden", "screen");
      const title = t("discussions.care.split.title");
      const [replies, categories] = await Promise.all([
        listReplies(page.id, all ? "all" : (wanted ?? 1)),
        categoriesFor(actor, area, page),
      ]);
      const ids = replies.lines.map(({ id }) => id);
      const imported = await listImportedOn(page.id, ids);
      return {
        title,
        current: "discussions",
        crumbs: topicCrumbsIn(area)(t, { path: topicPath(page), title: page.title }, title),
        body: (
          <>
            <PageHead
              title={title}
              sub={t("discussions.care.split.sub")}
              actions={
                <ButtonLink href={localePath(locale, topicPath(page))}>
                  {t("discussions.manage.see")}
                </ButtonLink>
              }
            />
            <div className="wrap body flush stack g5">
              {replies.lines.length === 0 ? (
                <Empty>{t("discussions.care.split.none")}</Empty>
              ) : (
                <SplitForm {...{ t, locale, form, page, replies, categories, imported }} />
              )}
              <ReplyPages
                {...{ t, locale, replies }}
                topic={page}
                href={belowTopicHref(locale, page, "split")}
                isWhole={all !== undefined}
              />
            </div>
          </>
        ),
      };
    },
  }) satisfies ScreenView<typeof TopicParams, typeof RepliesQuery>;

/** The categories in which the new topic can be: in a restricted room, the room itself. */
async function categoriesFor(actor: Actor, area: TopicArea, page: TopicPage): Promise<Category[]> {
  const all = await listOpenCategories(actor, area);
  return page.isInRoom ? all.filter(({ id }) => id === page.categoryId) : all;
}

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  page: TopicPage;
  replies: Replies;
  categories: readonly Category[];
  imported: ReadonlyMap<string, Imported>;
}

function SplitForm(props: Props) {
  const { t, locale, form, page } = props;
  // One form with two buttons: the ticks belong to both.
  const fields = fieldsOf(t, form, form.name === "join" ? "join" : "split");
  const word = (key: "numbers" | "category" | "text" | "into") => t(`discussions.care.split.${key}`);
  const labels = {
    numbers: word("numbers"),
    title: t("discussions.care.split.title_"),
    category: word("category"),
    text: word("text"),
    into: word("into"),
  };
  return (
    <PostForm
      t={t}
      name={null}
      action={belowTopicHref(locale, page, "split")}
      fields={fields}
      labels={labels}
      hidden={{ clientToken: tokenOf(form) }}
      className="stack g5"
    >
      <Choice {...props} fields={fields} label={labels.numbers} />
      <NewTopic {...props} fields={fields} labels={labels} />
      <Section id="old" title={t("discussions.care.split.old")}>
        <div className="stack narrow">
          <TextField
            name="into"
            label={labels.into}
            hint={t("discussions.care.split.intoHint")}
            maxLength={400}
            dir="ltr"
            defaultValue={fields.value("into")}
            errors={fields.errors("into")}
          />
          <p>
            <Button name="form" value="join">
              {t("discussions.care.split.join")}
            </Button>
          </p>
        </div>
      </Section>
    </PostForm>
  );
}

/** The replies of the page as boxes to tick, and a field for the numbers of others. */
function Choice({
  t,
  locale,
  page,
  replies,
  imported,
  fields,
  label,
}: Props & { fields: FormFields; label: string }) {
  const ticked = fields.values("replies");
  return (
    <Section id="choose" title={t("discussions.care.split.choose")}>
      <ul className="list">
        {replies.lines.map(({ id, number, author, content }) => (
          <li key={number}>
            <Checkbox
              name="replies[]"
              id={`reply-${number}`}
              value={String(number)}
              defaultChecked={ticked.includes(String(number))}
              label={
                <>
                  {t("discussions.care.split.tick", {
                    number,
                    name: writerName(t, { author, importedBy: imported.get(id)?.name ?? null }),
                  })}{" "}
                  <bdi className="dim small">{plainExcerpt(content)}</bdi>
                </>
              }
            />
            <a className="small" href={localePath(locale, replyPath(page, number))}>
              {t("discussions.topic.number", { number })}
            </a>
          </li>
        ))}
      </ul>
      <div className="stack narrow">
        <TextField
          name="numbers"
          label={label}
          hint={t("discussions.care.split.numbersHint")}
          maxLength={1000}
          dir="ltr"
          defaultValue={fields.value("numbers")}
          errors={fields.errors("numbers")}
        />
      </div>
    </Section>
  );
}

function NewTopic(
  props: Props & { fields: FormFields; labels: Record<"title" | "category" | "text", string> },
) {
  const { t, locale, page, categories, fields, labels } = props;
  return (
    <Section id="new" title={t("discussions.care.split.new")}>
      <div className="stack narrow">
        <TextField
          name="title"
          label={labels.title}
          maxLength={200}
          dir="auto"
          defaultValue={fields.value("title")}
          errors={fields.errors("title")}
        />
        <SelectField
          name="category"
          label={labels.category}
          options={categories.map((one) => ({ value: one.slug, label: categoryName(one, locale) }))}
          defaultValue={fields.value("category", page.category)}
          errors={fields.errors("category")}
        />
        <Checkbox
          name="isQuestion"
          value="on"
          label={t("discussions.care.split.isQuestion")}
          defaultChecked={fields.checked("isQuestion")}
        />
        <TextArea
          name="text"
          label={labels.text}
          hint={t("discussions.care.split.textHint")}
          rows={4}
          dir="auto"
          defaultValue={fields.value("text", t("discussions.care.split.text_", { title: page.title }))}
          errors={fields.errors("text")}
        />
        <p>
          <Button kind="pri" name="form" value="split">
            {t("discussions.care.split.make")}
          </Button>
        </p>
      </div>
    </Section>
  );
}

/** Creates the screen for moving replies of a topic of an area. */
export const splitTopic = (area: TopicArea) => screen(viewIn(area));

/** Creates its forms, which lead to where the replies are now. */
export function splitTopicForms(area: TopicArea) {
  const { split, join } = COMMANDS[area];
  const done = (to: MovedReplies) => replyPath(to, to.first);
  return screenForm(viewIn(area), {
    split: spec({ schema: SplitTopic, command: split, guards: ["title", "text"], limit: "review", done }),
    join: spec({ schema: JoinTopic, command: join, limit: "review", done }),
  });
}
