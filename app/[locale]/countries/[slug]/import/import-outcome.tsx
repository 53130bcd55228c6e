import { Outcome } from "@/components/outcome";
import { sectionTitle } from "@/components/profiles/section-title";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { isSectionKey, type SectionKey } from "@/lib/profiles/model";

/** What of a spreadsheet did not get into the draft, by its name in the address. */
const LOSSES = ["left", "untitled", "cut"] as const;

/** The result of the last import, from the address. */
export function ImportOutcome(props: { t: Translator; locale: Locale; done: URLSearchParams }) {
  const { t, locale, done } = props;
  const drafted = countOf(done, "drafted");
  if (drafted === null) return null;
  const added = countOf(done, "added");
  const kept = sectionsOf(done, "kept");
  const closed = sectionsOf(done, "closed");
  const names = (keys: readonly SectionKey[]) =>
    listText(
      keys.map((key) => sectionTitle(t, key)),
      locale,
    );
  return (
    <>
      <Outcome kind={drafted > 0 ? "ok" : "warn"}>
        {t("imports.done.drafted", { count: drafted })}{" "}
        {added === null
          ? null
          : t("imports.done.laws", {
              added,
              extended: countOf(done, "extended") ?? 0,
              known: countOf(done, "known") ?? 0,
            })}
      </Outcome>
      {LOSSES.map((one) => {
        const count = countOf(done, one) ?? 0;
        return count > 0 ? (
          <Outcome kind="warn" key={one}>
            {t(`imports.done.${one}`, { count })}
          </Outcome>
        ) : null;
      })}
      {kept.length > 0 ? (
        <Outcome kind="warn">{t("imports.done.kept", { sections: names(kept) })}</Outcome>
      ) : null}
      {closed.length > 0 ? (
        <Outcome kind="warn">{t("imports.done.closed", { sections: names(closed) })}</Outcome>
      ) : null}
    </>
  );
}

function countOf(done: URLSearchParams, name: string): number | null {
  const text = done.get(name);
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function sectionsOf(done: URLSearchParams, name: string): SectionKey[] {
  return (done.get(name) ?? "").split(" ").filter(isSectionKey);
}
