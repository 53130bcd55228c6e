import { Button } from "@/components/ui/button";
import { listText } from "@/lib/i18n/lists";
import { message } from "@/lib/i18n/translator";
import { lookupButton } from "@/lib/profiles/source-lookup/model";
import { fieldLabelKey } from "@/lib/revisions/records-fields";
import type { RecordsFormParts, SentLookup } from "./form-context";

/** Fills in a new source from the page at its address without scripts, if the operator allows it. */
export function PlainLookup(props: RecordsFormParts & { source: string }) {
  const { t, lookUp, source } = props;
  if (!lookUp.isOffered) return null;
  const sent = lookUp.sent?.source === source ? lookUp.sent : null;
  const canonical = sent?.result.found?.canonical ?? null;
  return (
    <>
      {sent ? (
        <p className="small" role="status">
          {outcomeOf(props, sent)}
        </p>
      ) : null}
      {canonical === null ? null : (
        <p className="small">
          {t.rich("editor.cite.lookUp.canonical", { url: () => <bdi key="url">{canonical}</bdi> })}
        </p>
      )}
      <p>
        <Button
          size="sm"
          icon="download"
          name="form"
          value={lookupButton(source)}
          autoFocus={sent !== null}
          data-focus={sent ? "" : undefined}
        >
          {t("editor.cite.lookUp.button")}
        </Button>
      </p>
    </>
  );
}

function outcomeOf({ t, locale, sourceFields }: RecordsFormParts, { result, filled }: SentLookup): string {
  if (result.failure !== null) return t(`editor.cite.lookUp.failed.${result.failure}`);
  const labels = sourceFields
    .filter(({ name }) => filled.some((one) => one === name))
    .map((field) => message(t, fieldLabelKey("sources", field)));
  return t("editor.cite.lookUp.filled", { count: filled.length, fields: listText(labels, locale) });
}
