import { MemberLink } from "@/components/member-link";
import { type FormFields, fieldsOf, formOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { RadioGroup, TextArea } from "@/components/ui/field";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type {
  listOpenRequests,
  listOpenSuggestions,
  listWaitingMaterials,
  listWaitingVersions,
} from "@/lib/training";
import { wordOf } from "@/lib/training/words/model";
import { materialHref } from "../addresses";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
}

type RowOf<List extends (...args: never[]) => Promise<unknown[]>> = Awaited<ReturnType<List>>[number];
type Person = { handle: string; displayName: string; state: string };

const shown = (person: Person | null) => (person?.state === "erased" ? null : person);

/** A pending upload or version; it is decided on its own page, where it can be viewed. */
export function WaitingItem(
  props: Props & { row: RowOf<typeof listWaitingMaterials> | RowOf<typeof listWaitingVersions> },
) {
  const { t, locale, row } = props;
  return (
    <li>
      <h3 className="name">
        <a href={localePath(locale, `/training/review/${row.slug}`)} lang={row.language} dir="auto">
          {row.title}
        </a>
      </h3>
      <p className="small dim">
        <bdi lang={row.language}>{row.abstract}</bdi>
      </p>
      <p className="meta">
        <span>{wordOf(t, "kind", row.kind)}</span>
        <MemberLink t={t} locale={locale} member={shown(row.owner)} />
        {row.submittedAt ? <Time at={row.submittedAt} locale={locale} /> : null}
      </p>
    </li>
  );
}

/** A request for restricted files: who asks, from where, and for what. */
export function RequestItem({ t, locale, form, row }: Props & { row: RowOf<typeof listOpenRequests> }) {
  const fields = ofRow(t, form, "request", row.id);
  return (
    <li>
      <h3 className="name">
        <a href={materialHref(locale, row.material.slug)} lang={row.material.language} dir="auto">
          {row.material.title}
        </a>
      </h3>
      <p className="meta">
        <MemberLink t={t} locale={locale} member={shown(row.asker)} />
        {row.institution ? <bdi>{row.institution}</bdi> : null}
        <Time at={row.createdAt} locale={locale} />
      </p>
      <p className="lines" dir="auto">
        {row.reason}
      </p>
      <DecisionForm
        t={t}
        locale={locale}
        name="request"
        id={row.id}
        fields={fields}
        words={{ field: "reason", label: t("training.review.reason") }}
        options={[
          { value: "granted", label: t("training.review.grant") },
          { value: "declined", label: t("training.review.decline") },
        ]}
      />
    </li>
  );
}

/** An error that a reader reported. */
export function SuggestionItem({ t, locale, form, row }: Props & { row: RowOf<typeof listOpenSuggestions> }) {
  const fields = ofRow(t, form, "suggestion", row.id);
  return (
    <li>
      <h3 className="name">
        <a href={materialHref(locale, row.material.slug)} lang={row.material.language} dir="auto">
          {row.material.title}
        </a>
      </h3>
      <p className="meta">
        <MemberLink t={t} locale={locale} member={shown(row.author)} />
        <Time at={row.createdAt} locale={locale} />
      </p>
      <p className="lines" dir="auto">
        {row.text}
      </p>
      <DecisionForm
        t={t}
        locale={locale}
        name="suggestion"
        id={row.id}
        fields={fields}
        words={{ field: "answer", label: t("training.review.answer") }}
        options={[
          { value: "accepted", label: t("training.review.accept") },
          { value: "declined", label: t("training.review.decline") },
        ]}
      />
    </li>
  );
}

/** Returns the form fields for the row that the form was sent for. */
function ofRow(t: Translator, form: FormState, name: string, id: string): FormFields {
  return fieldsOf(t, formOf(form, "id", id), name);
}

function DecisionForm(props: {
  t: Translator;
  locale: Locale;
  name: string;
  id: string;
  fields: FormFields;
  words: { field: string; label: string };
  options: readonly { value: string; label: string }[];
}) {
  const { t, locale, name, id, fields, words, options } = props;
  return (
    <PostForm
      t={t}
      name={name}
      action={localePath(locale, "/training/review")}
      fields={fields}
      labels={{ decision: t("training.review.decision"), [words.field]: words.label }}
      ids={{ decision: `decision-${id}`, [words.field]: `words-${id}` }}
      hidden={{ id }}
    >
      <RadioGroup
        name="decision"
        id={`decision-${id}`}
        label={t("training.review.decision")}
        options={options}
        value={fields.value("decision")}
        errors={fields.errors("decision")}
      />
      <TextArea
        name={words.field}
        id={`words-${id}`}
        label={words.label}
        defaultValue={fields.value(words.field)}
        errors={fields.errors(words.field)}
        maxLength={1000}
        rows={2}
        required
      />
      <p>
        <Button kind="pri">{t("training.review.decide")}</Button>
      </p>
    </PostForm>
  );
}
