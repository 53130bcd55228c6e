import { Button } from "@/components/ui/button";
import { type Option, SelectField } from "@/components/ui/field";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { CopiedLaw } from "@/lib/profiles/law-structure";
import { COPY_LAW_PATH, writeLawRef } from "@/lib/profiles/law-structure/model";
import { copyWords } from "./copy-words";

interface Props {
  t: Translator;
  locale: Locale;
  /** The law whose structure is copied, if the link names a published one. */
  law: CopiedLaw | null;
  /** Whether the link names a law that is not there. */
  isMissing: boolean;
  /** The country that gets the new law, if it is chosen. */
  target: { slug: string; names: Record<Locale, string> } | null;
  /** The country whose laws are listed, and these. */
  of: string | null;
  laws: readonly CopiedLaw[] | null;
  countries: readonly Option[];
  hrefOf: (law: CopiedLaw) => string;
}

/** One choice at a time: the country that gets the law, the country of the law to copy, then the law. */
export function CopyLawView(props: Props) {
  const { t, locale, law, isMissing, target } = props;
  return (
    <>
      <PageHead
        title={t("editor.records.copy.title")}
        sub={target ? t("profiles.copyLaw.to", { country: target.names[locale] }) : t("profiles.copyLaw.sub")}
      />
      <div className="wrap body flush stack g5 narrow">
        <p>{t("editor.records.copy.about")}</p>
        {isMissing ? <Note kind="warn">{t("profiles.copyLaw.missing")}</Note> : null}
        {law ? (
          <p>
            <LawName {...props} law={law} />
          </p>
        ) : null}
        {target ? <ChooseLaw {...props} target={target} /> : <ChooseTarget {...props} />}
      </div>
    </>
  );
}

/** Asks for the country whose laws get a new one. */
function ChooseTarget({ t, locale, law, countries }: Props) {
  return (
    <form className="stack" action={localePath(locale, COPY_LAW_PATH)}>
      {law ? <input type="hidden" name="from" value={writeLawRef(law.ref)} /> : null}
      <SelectField
        name="to"
        label={t("profiles.copyLaw.target")}
        hint={t("profiles.copyLaw.targetHint")}
        empty={t("profiles.copyLaw.choose")}
        options={countries}
        names="country"
        defaultValue=""
        required
      />
      <p>
        <Button kind="pri">{t("profiles.copyLaw.next")}</Button>
      </p>
    </form>
  );
}

/** Asks for the country of the law to copy, then lists its laws. */
function ChooseLaw(props: Props & { target: NonNullable<Props["target"]> }) {
  const { t, locale, target, of, laws, countries } = props;
  return (
    <>
      <form className="stack" action={localePath(locale, COPY_LAW_PATH)}>
        <input type="hidden" name="to" value={target.slug} />
        <SelectField
          name="of"
          label={t("editor.records.copy.country")}
          empty={t("profiles.copyLaw.choose")}
          options={countries}
          names="country"
          defaultValue={of ?? ""}
          required
        />
        <p>
          <Button kind={laws ? "plain" : "pri"}>{t("profiles.copyLaw.show")}</Button>
        </p>
      </form>
      {laws ? <Laws {...props} laws={laws} /> : null}
    </>
  );
}

function Laws(props: Props & { laws: readonly CopiedLaw[] }) {
  const { t, laws, hrefOf } = props;
  return (
    <section className="stack g3" aria-labelledby="laws">
      <SectionHead id="laws">{t("profiles.copyLaw.laws", { count: laws.length })}</SectionHead>
      {laws.length === 0 ? null : (
        <ul className="plain stack">
          {laws.map((law) => (
            <li key={law.ref.id}>
              <LawName {...props} law={law} href={hrefOf(law)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The title of a law and the size of its structure; with a link to copy it. */
function LawName({ t, locale, law, href }: Props & { law: CopiedLaw; href?: string }) {
  const { title, size } = copyWords(t, locale, law);
  const name = <bdi>{title}</bdi>;
  return (
    <>
      {href === undefined ? <b>{name}</b> : <a href={href}>{name}</a>}
      <br />
      <span className="small dim">{size}</span>
    </>
  );
}
