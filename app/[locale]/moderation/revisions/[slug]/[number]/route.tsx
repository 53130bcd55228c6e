import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { DiffView } from "@/components/revisions/diff-view";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea, TextField } from "@/components/ui/field";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { findOverseen, hideRevision, showRevision } from "@/lib/profiles";
import { HideRevision, RevisionParams } from "@/lib/profiles/editing/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { screenForm, spec } from "@/lib/web/form";
import { screen } from "@/lib/web/screen";
import type { ScreenView } from "@/lib/web/view";

const Query = z.object({ done: z.enum(["hidden", "shown"]).optional().catch(undefined) });

/** A revision whole, for moderators: what of it is hidden, hiding it and showing it again. */
const view = {
  params: RevisionParams,
  query: Query,
  allows: (actor) => can(actor, "revision.hide"),
  async render({ slug, number, done }, { t, locale, f, actor, form }) {
    const head = await findProfileHead(slug);
    if (!head) throw new DomainError("not_found", "profile");
    const found = await findOverseen(actor, slug, number);
    const { hiding } = found;
    const title = t("profiles.hidden.title", { country: head.names[locale], number });
    const action = localePath(locale, overseenPath(slug, number));
    const fields = fieldsOf(t, form, "hide");
    const labels = {
      text: t("profiles.hidden.field.text"),
      summary: t("profiles.hidden.field.summary"),
      reason: t("profiles.hidden.reason"),
      through: t("profiles.hidden.through"),
    };
    const what = [
      ...(hiding?.isTextHidden ? [t("profiles.hidden.what.text")] : []),
      ...(hiding?.isSummaryHidden ? [t("profiles.hidden.what.summary")] : []),
    ];
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          {done && form.name === null ? <Outcome>{t(`profiles.hidden.done.${done}`)}</Outcome> : null}
          <PageHead title={title} sub={t("profiles.hidden.sub")} />
          <div className="wrap body stack g6">
            {hiding ? (
              <Note kind="warn" icon="lock">
                {t("profiles.hidden.is", { what: f.list(what) })} <bdi>{hiding.reason}</bdi>
              </Note>
            ) : null}
            <section className="stack" aria-labelledby="revision">
              <SectionHead id="revision">{sectionTitle(t, found.section)}</SectionHead>
              <p>
                <bdi>{found.summary}</bdi>
              </p>
              <DiffView t={t} locale={locale} diff={found.diff} sourceTitle={() => null} />
              <p>
                <a href={profileHref(locale, slug, `/revisions/${number}`)}>
                  {t("profiles.page.revision", { number })}
                </a>
              </p>
            </section>
            {found.isStanding ? <p className="dim">{t("profiles.hidden.stands")}</p> : null}
            <PostForm t={t} name="hide" action={action} fields={fields} labels={labels}>
              {found.isStanding ? null : (
                <Checkbox
                  name="text"
                  label={labels.text}
                  value="on"
                  defaultChecked={fields.checked("text", hiding?.isTextHidden)}
                  errors={fields.errors("text")}
                />
              )}
              {found.isStanding || found.last === number ? null : (
                <TextField
                  name="through"
                  inputMode="numeric"
                  label={labels.through}
                  hint={t("profiles.hidden.throughHint", { last: found.last })}
                  defaultValue={fields.value("through", "")}
                  errors={fields.errors("through")}
                />
              )}
              <Checkbox
                name="summary"
                label={labels.summary}
                value="on"
                defaultChecked={fields.checked("summary", hiding?.isSummaryHidden)}
              />
              <TextArea
                name="reason"
                label={labels.reason}
                hint={t("profiles.hidden.reasonHint")}
                rows={3}
                maxLength={1000}
                dir="auto"
                defaultValue={fields.value("reason", hiding?.reason)}
                errors={fields.errors("reason")}
              />
              <p>
                <Button kind="bad">{t("profiles.hidden.hide")}</Button>
              </p>
            </PostForm>
            {hiding ? (
              <PostForm t={t} name="show" action={action} fields={fieldsOf(t, form, "show")}>
                <p>
                  <Button>{t("profiles.hidden.show")}</Button>
                </p>
              </PostForm>
            ) : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof RevisionParams, typeof Query>;

const overseenPath = (slug: string, number: number) => `/moderation/revisions/${slug}/${number}`;

export const GET = screen(view);

export const POST = screenForm(view, {
  hide: spec({
    schema: HideRevision,
    command: hideRevision,
    limit: "review",
    done: (_, { input }) => `${overseenPath(input.slug, input.number)}?done=hidden`,
  }),
  show: spec({
    schema: RevisionParams,
    command: showRevision,
    limit: "review",
    done: (_, { input }) => `${overseenPath(input.slug, input.number)}?done=shown`,
  }),
});
