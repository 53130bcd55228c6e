import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Box, FactList } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { localePath } from "@/lib/i18n/locales";
import { message } from "@/lib/i18n/translator";
import { DraftArticle } from "../../draft-article";
import { PostStateTag, whenInZone } from "../../state";
import { ReasonForm, ScheduleForm } from "./review-forms";
import { type ReviewProps, WaitingChanges } from "./waiting-changes";

const DONE = new Set([
  "published",
  "scheduled",
  "returned",
  "retracted",
  "restored",
  "corrected",
  "accepted",
  "rejected",
  "comments",
]);

/** A post with everything that its moderator needs to decide, and the decisions that its state allows. */
export function ReviewPostView(given: ReviewProps) {
  const { t, locale, done, found } = given;
  // Someone else acted first: the form may be gone from the page, so the error is shown at the head.
  const problems = { errors: {}, error: given.form.error };
  const props = { ...given, form: { ...given.form, error: null } };
  const post = {
    ...found,
    authors: found.authors.map((author) => author.displayName),
    cover: found.coverId === null ? null : { file: found.coverId, alt: found.coverAlt },
  };
  return (
    <>
      {done && DONE.has(done) ? <Outcome>{message(t, `posts.review.done.${done}`)}</Outcome> : null}
      <PageHead
        title={<bdi>{found.title}</bdi>}
        sub={<PostStateTag t={t} state={found.state} />}
        actions={
          <>
            <ButtonLink href={localePath(locale, `/blog/${found.slug}/edit`)}>
              {t("posts.review.edit")}
            </ButtonLink>
            {found.publishedAt ? (
              <ButtonLink href={localePath(locale, `/blog/${found.slug}`)}>{t("posts.edit.open")}</ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="wrap body flush cols side">
        <div className="stack g6">
          <ErrorsSummary t={t} problems={problems} labels={{}} />
          {found.waiting.length > 0 ? <WaitingChanges {...props} /> : null}
          <DraftArticle t={t} locale={locale} post={post} deadLinkOf={given.deadLinkOf} />
        </div>
        <aside className="stack" aria-label={t("posts.review.decisions")}>
          <Decisions {...props} />
          <Box title={t("posts.details.title")}>
            <FactList isInBox facts={factsOf(props)} />
          </Box>
        </aside>
      </div>
    </>
  );
}

function factsOf({ t, locale, found }: ReviewProps) {
  const topics = found.topics.map((topic) => message(t, `vocabulary.topic.${topic}`));
  const countries = found.countries.map((code) => countryName(code, locale));
  const facts: { term: string; value: string; path?: string | null }[] = [
    { term: t("posts.field.topics"), value: listText(topics, locale) },
    { term: t("posts.field.language"), value: languageName(found.language, locale) },
    { term: t("posts.field.countries"), value: listText(countries, locale) },
    { term: t("posts.field.articles"), value: listText(found.articles, locale) },
    { term: t("posts.field.series"), value: found.series ?? "" },
    { term: t("posts.field.project"), value: found.project ?? "" },
    { term: t("posts.field.translates"), value: found.translates ?? "", path: found.translates },
    { term: t("posts.field.cover"), value: coverText(t, found) },
    {
      term: t("posts.review.view"),
      value: t(found.isPersonalView ? "posts.review.ownView" : "posts.review.noView"),
    },
    { term: t("posts.review.appears"), value: whenInZone(found, locale) },
    { term: t("posts.review.zone"), value: found.publishZone ?? "" },
    { term: t("posts.review.retraction"), value: found.retraction ?? "" },
  ];
  return facts
    .filter(({ value }) => value !== "")
    .map(({ term, value, path }) => ({
      term,
      value: path ? (
        <a href={localePath(locale, `/blog/review/${path}`)}>
          <bdi>{value}</bdi>
        </a>
      ) : (
        <bdi>{value}</bdi>
      ),
    }));
}

/** Returns the description of a cover for people who cannot see it, or that there is none yet. */
function coverText(t: ReviewProps["t"], { coverId, coverAlt }: ReviewProps["found"]): string {
  if (coverId === null) return "";
  if (coverAlt === null) return t("posts.review.coverUnsaid");
  return coverAlt === "" ? t("posts.field.isCoverDecorative") : coverAlt;
}

/** The moderator's possible actions for the post in its current state. */
function Decisions(props: ReviewProps) {
  const { t, locale, form, found, clientToken } = props;
  const action = localePath(locale, `/blog/review/${found.slug}`);
  const seen = String(found.updatedAt.getTime());
  const common = { t, form, action };
  if (found.state === "published") {
    return (
      <>
        <ReasonForm {...common} name="correct" field="note" kind="plain" hidden={{ clientToken }} />
        <LockForm {...props} action={action} />
        <ReasonForm {...common} name="retract" field="reason" kind="bad" />
      </>
    );
  }
  const giveBack =
    found.state === "submitted" ? <ReasonForm {...common} name="return" field="reason" kind="plain" /> : null;
  if (!props.mayApprove) {
    return (
      <>
        <Note>{t("posts.review.publish.own")}</Note>
        {giveBack}
      </>
    );
  }
  if (found.state === "retracted")
    return <ReasonForm {...common} name="restore" field="reason" kind="plain" hidden={{ seen }} />;
  return (
    <>
      <Box title={t("posts.review.publish.title")}>
        <PostForm
          t={t}
          name="publish"
          action={action}
          fields={fieldsOf(t, form, "publish")}
          labels={{
            summary: t("posts.field.summary"),
            text: t("posts.text.label"),
            topics: t("posts.field.topics"),
            coverAlt: t("posts.field.coverAlt"),
          }}
          hidden={{ seen }}
          className="in-b stack g3"
        >
          <p className="small">{t("posts.review.publish.what")}</p>
          <Button kind="pri" isFull>
            {t("posts.steps.publish")}
          </Button>
        </PostForm>
      </Box>
      <ScheduleForm t={t} form={form} action={action} seen={seen} found={found} />
      {giveBack}
    </>
  );
}

function LockForm({ t, form, found, action }: ReviewProps & { action: string }) {
  return (
    <Box title={t("posts.review.lock.title")}>
      <PostForm
        t={t}
        name="lock"
        action={action}
        fields={fieldsOf(t, form, "lock")}
        hidden={{ isLocked: found.isCommentsLocked ? "" : "on" }}
        className="in-b stack g3"
      >
        <p className="small">
          {t(found.isCommentsLocked ? "posts.review.lock.isLocked" : "posts.review.lock.isOpen")}
        </p>
        <Button isFull>
          {t(found.isCommentsLocked ? "posts.review.lock.open" : "posts.review.lock.close")}
        </Button>
      </PostForm>
    </Box>
  );
}
