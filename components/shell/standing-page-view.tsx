import { Day } from "@/components/time";
import { Contents } from "@/components/ui/contents";
import { PageHead } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type StandingBlock, type StandingPage, textParts } from "@/lib/standing-pages/model";
import { StandingFoot } from "./standing-foot";

/**
 * An information page: its contents, its text and the date of its last change. `base` is this site's address,
 * `history` that of its history, if it has one.
 */
export function StandingPageView({
  t,
  locale,
  page,
  base,
  history,
}: {
  t: Translator;
  locale: Locale;
  page: StandingPage;
  base: string;
  history: string | null;
}) {
  return (
    <>
      <PageHead title={page.title} sub={<Text text={page.intro} locale={locale} />} />
      <div className="wrap body flush cols lead">
        <Contents
          label={t("pages.contents")}
          entries={page.sections.map(({ id, title }) => ({ href: `#${id}`, label: title }))}
        />
        <article className="prose">
          {page.sections.map((section) => (
            <section key={section.id} aria-labelledby={section.id}>
              <h2 id={section.id}>{section.title}</h2>
              {section.body.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
                <Block key={index} block={block} locale={locale} base={base} />
              ))}
            </section>
          ))}
          <StandingFoot t={t} day={<Day day={page.updated} locale={locale} isLong />} history={history} />
        </article>
      </div>
    </>
  );
}

function Block({ block, locale, base }: { block: StandingBlock; locale: Locale; base: string }) {
  if (typeof block === "string") {
    return (
      <p>
        <Text text={block} locale={locale} />
      </p>
    );
  }
  if ("code" in block) {
    return (
      <figure className="sample">
        <figcaption>{block.label}</figcaption>
        <pre className="code" dir="ltr">
          <code>{block.code.join("\n").replaceAll("{base}", base)}</code>
        </pre>
      </figure>
    );
  }
  if ("terms" in block) {
    return (
      <dl className="terms">
        {block.terms.map(([term, text, id]) => (
          <div key={term} id={id}>
            <dt>
              <Text text={term} locale={locale} />
            </dt>
            <dd>
              <Text text={text} locale={locale} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  const items = ("list" in block ? block.list : block.steps).map((text) => (
    <li key={text}>
      <Text text={text} locale={locale} />
    </li>
  ));
  return "list" in block ? <ul>{items}</ul> : <ol>{items}</ol>;
}

function Text({ text, locale }: { text: string; locale: Locale }) {
  return textParts(text).map((part) => {
    if (typeof part === "string") return part;
    // Files at the root have one address for all languages.
    const href = part.href.startsWith("/.") ? part.href : localePath(locale, part.href);
    return (
      <a key={part.href} href={href}>
        {part.label}
      </a>
    );
  });
}
