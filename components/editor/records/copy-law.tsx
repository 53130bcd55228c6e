import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { CopyableLaw } from "@/lib/profiles/law-structure/model";
import { filledRecord } from "@/lib/revisions/records/records-values";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import { Part } from "../part";
import { DIALOGS } from "./parts";

/** Adds a law with the structure of another country's law, and says from which. */
export function CopyLaw({ onAdd }: { onAdd: (record: AnyRecord, summary: string) => void }) {
  const { t, data } = useEditorContext();
  const [isOpen, setOpen] = useState(false);
  const [copied, setCopied] = useState<CopyableLaw | null>(null);
  return (
    <div className="stack g2">
      <p>
        <Button type="button" size="sm" kind="quiet" onClick={() => setOpen(true)}>
          {t("editor.records.copy.open")}
        </Button>
      </p>
      <p className="small" role="status">
        {copied
          ? t.rich("editor.records.copy.copied", {
              title: () => <bdi key="title">{copied.title}</bdi>,
              country: copied.country,
            })
          : null}
      </p>
      {isOpen ? (
        <Part
          of={DIALOGS.copyLaw}
          props={{
            onClose: () => setOpen(false),
            onCopy: (law) => {
              setOpen(false);
              setCopied(law);
              onAdd(filledRecord(data.fields, law.structure), law.summary);
            },
          }}
        />
      ) : null}
    </div>
  );
}
