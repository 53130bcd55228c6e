import { Button } from "@/components/ui/button";
import type { Finding } from "@/lib/cooperation/request/checks/draft";
import { keyOf, readerOf, rowsOf } from "@/lib/cooperation/request/draft";
import { withoutRow, withRow, withValue } from "@/lib/cooperation/request/edit";
import { askedFields, type Group } from "@/lib/cooperation/request/fields";
import { phrase } from "@/lib/cooperation/request/phrases";
import { type Editing, useRequest } from "./context";
import { OneField } from "./one-field";

interface Props extends Editing {
  group: Group;
  findings: readonly Finding[];
}

/** A group of fields, each of its rows if it can be repeated. */
export function GroupFields({ group, draft, change, findings }: Props) {
  const { t, locale } = useRequest();
  const count = rowsOf(draft, group);
  const name = phrase(locale, `group.${group.id}`);
  return (
    <fieldset className="stack g4">
      <legend>
        <b>{name}</b>
      </legend>
      {Array.from({ length: count }, (_, row) => {
        const read = readerOf(draft, group, row);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are known by their place
          <div key={row} className="stack g4">
            {askedFields(group, read).map((field) => {
              const at = keyOf(group.id, field.id, group.most ? row : null);
              return (
                <OneField
                  key={at}
                  field={field}
                  at={at}
                  value={draft.values[at] ?? ""}
                  findings={findings.filter(({ key }) => key === at)}
                  set={(value) => change(withValue(draft, at, value))}
                />
              );
            })}
            {group.most && count > 1 ? (
              <p>
                <Button
                  type="button"
                  size="sm"
                  kind="quiet"
                  onClick={() => change(withoutRow(draft, group, row))}
                >
                  {t("cooperation.request.remove", { name, number: row + 1 })}
                </Button>
              </p>
            ) : null}
          </div>
        );
      })}
      {group.most && count < group.most ? (
        <p>
          <Button type="button" size="sm" icon="plus" onClick={() => change(withRow(draft, group))}>
            {t("cooperation.request.addRow", { name })}
          </Button>
        </p>
      ) : null}
    </fieldset>
  );
}
