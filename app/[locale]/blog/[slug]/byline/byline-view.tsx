import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Box } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import type { SignedPost } from "@/lib/blog/writing/model";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { DraftArticle } from "../../draft-article";
import { PostStateTag } from "../../state";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  done: string | null;
  found: SignedPost;
  /** A token that makes a form sent twice one change. */
  clientToken: string;
}

/** A post with the question whether to be named as its author, or a form to leave its byline. */
export function BylineView(props: Props) {
  const { t, locale, form, done, found } = props;
  return (
    <>
      {done === "agreed" ? <Outcome>{t("posts.byline.done.agreed")}</Outcome> : null}
      <PageHead
        title={<bdi>{found.title}</bdi>}
        sub={<PostStateTag t={t} state={found.state} />}
        actions={
          found.isSigned && found.state !== "retracted" ? (
            <ButtonLink href={localePath(locale, `/blog/${found.slug}/edit`)}>
              {t("posts.edit.this")}
            </ButtonLink>
          ) : null
        }
      />
      <div className="wrap body flush cols side">
        <div className="stack g6">
          <ErrorsSummary t={t} problems={{ errors: {}, error: form.error }} labels={{}} />
          <DraftArticle t={t} locale={locale} post={found} />
        </div>
        <aside className="stack" aria-label={t("posts.byline.title")}>
          {found.isSigned ? (
            found.authors.length > 1 ? (
              <Answer {...props} name="leave" kind="bad" />
            ) : null
          ) : (
            <>
              <Answer {...props} name="agree" kind="pri" />
              <Answer {...props} name="decline" kind="plain" />
            </>
          )}
        </aside>
      </div>
    </>
  );
}

function Answer(props: Props & { name: "agree" | "decline" | "leave"; kind: "pri" | "plain" | "bad" }) {
  const { t, locale, form, found, clientToken, name, kind } = props;
  return (
    <Box title={t(`posts.byline.${name}.title`)}>
      <PostForm
        t={t}
        name={name}
        action={localePath(locale, `/blog/${found.slug}/byline`)}
        fields={fieldsOf(t, { ...form, error: null }, name)}
        hidden={{ clientToken }}
        className="in-b stack g3"
      >
        <p className="small">{t(`posts.byline.${name}.what`)}</p>
        <Button kind={kind} isFull>
          {t(`posts.byline.${name}.button`)}
        </Button>
      </PostForm>
    </Box>
  );
}
