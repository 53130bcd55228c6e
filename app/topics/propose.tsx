import { Said } from "@/components/content/said";
import { belowTopicHref } from "@/components/discussions/addresses";
import { Credits } from "@/components/discussions/credits";
import { placeTitle } from "@/components/discussions/reply-uses";
import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { type Option, SelectField } from "@/components/ui/field";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { findPublicReply, listProposals } from "@/lib/discussions";
import { topicPath } from "@/lib/discussions/areas/model";
import { replyPath } from "@/lib/discussions/model";
import { type CarriedReply, ReplyParams, type ReplyProposal } from "@/lib/discussions/proposals/model";
import { compareNames } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { listProfileNames } from "@/lib/profiles/reading";
import type { Thing } from "@/lib/watching/model";
import type { ScreenView } from "@/lib/web/view";
import { topicCrumbsIn } from "./areas";
import { findAbout } from "./find-about";

/** Chooses the section into which the words of a public reply are brought. There is no such page for rooms. */
export const proposeView: ScreenView<typeof ReplyParams, never> = {
  params: ReplyParams,
  allows: (actor) => can(actor, "comment.write"),
  async render({ slug, id }, { t, locale, form, actor }) {
    const reply = await findPublicReply({ slug, id });
    if (!reply) throw new DomainError("not_found", "topic");
    const [countries, proposals, about] = await Promise.all([
      listCountries(locale),
      listProposals(actor, [id]),
      findAbout(reply, null),
    ]);
    const title = t("discussions.propose.title");
    const path = topicPath(reply.topic);
    return {
      title,
      current: "discussions",
      crumbs: topicCrumbsIn("discussions")(t, { path, title: reply.topic.title }, title),
      body: (
        <>
          <PageHead
            title={title}
            sub={<bdi>{reply.topic.title}</bdi>}
            actions={
              <ButtonLink href={localePath(locale, replyPath(reply.topic, reply.number))}>
                {t("discussions.propose.back")}
              </ButtonLink>
            }
          />
          <div className="wrap body flush stack g5 narrow">
            <Proposals {...{ t, locale, proposals }} />
            <ProposeForm {...{ t, locale, form, reply, countries }} about={about} />
            <SectionHead>{t("discussions.propose.words", { number: reply.number })}</SectionHead>
            <blockquote>
              <Said {...{ t, locale }} content={reply.content} prefix={reply.id} />
            </blockquote>
          </div>
        </>
      ),
    };
  },
};

const listCountries = async (locale: Locale): Promise<Option[]> =>
  (await listProfileNames())
    .toSorted((a, b) => compareNames(locale)(a.names[locale], b.names[locale]))
    .map(({ slug, iso2, names }) => ({ value: slug, label: names[locale], code: iso2 }));

function ProposeForm(props: {
  t: Translator;
  locale: Locale;
  form: FormState;
  reply: CarriedReply;
  /** What the topic is about: the form begins with its section, or its country. */
  about: Thing | null;
  countries: readonly Option[];
}) {
  const { t, locale, form, reply, countries } = props;
  const place = props.about?.place;
  const fields = fieldsOf(t, form, "propose");
  const labels = { country: t("discussions.propose.country"), section: t("discussions.propose.which") };
  return (
    <PostForm
      t={t}
      name="propose"
      action={belowTopicHref(locale, reply.topic, `comments/${reply.id}/propose`)}
      fields={fields}
      labels={labels}
    >
      <p>{t("discussions.propose.what")}</p>
      <SelectField
        name="country"
        label={labels.country}
        empty={t("discussions.propose.choose")}
        options={countries}
        names="country"
        errors={fields.errors("country")}
        defaultValue={fields.value("country", place?.slug ?? "")}
        required
      />
      <SelectField
        name="section"
        label={labels.section}
        empty={t("discussions.propose.choose")}
        options={SECTION_KEYS.map((key) => ({ value: key, label: sectionTitle(t, key) }))}
        errors={fields.errors("section")}
        defaultValue={fields.value("section", place?.section ?? "")}
        required
      />
      <p className="small">
        {t("discussions.propose.licence")}
        <Credits t={t} locale={locale} credits={[reply]} />
      </p>
      <p>
        <Button kind="pri">{t("discussions.propose.start")}</Button>
      </p>
    </PostForm>
  );
}

/** The edits with its words that this member may know of. */
function Proposals(props: { t: Translator; locale: Locale; proposals: readonly ReplyProposal[] }) {
  const { t, locale, proposals } = props;
  if (proposals.length === 0) return null;
  return (
    <>
      <SectionHead>{t("discussions.propose.already")}</SectionHead>
      <ul className="plain stack">
        {proposals.map((one) => (
          <li key={`${one.country.slug} ${one.number}`}>
            <a
              href={profileHref(
                locale,
                one.country.slug,
                one.state === "published" ? `/revisions/${one.number}` : `/pending?revision=${one.number}`,
              )}
            >
              {placeTitle(t, locale, one)}
            </a>{" "}
            <span className="small dim">
              {t.rich(`discussions.propose.state.${one.state}`, {
                when: () => <Time key="when" at={one.at} locale={locale} />,
              })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
