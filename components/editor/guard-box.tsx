import { useEffect, useRef } from "react";
import { GuardWords } from "@/components/guard-words";
import { Button } from "@/components/ui/button";
import type { SensitiveKind } from "@/lib/text/sensitive";
import { useEditorContext } from "./context";
import type { Save, SaveStatus } from "./use-save";

/** Warns that the text seems to contain personal or case data: to be replaced by one button, or saved as it is. */
export function GuardBox(props: { kinds: SensitiveKind[]; save: Save; onSave: () => void }) {
  const { kinds, save, onSave } = props;
  const { t } = useEditorContext();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const saveAnyway = () => {
    save.accept();
    onSave();
  };
  return (
    <div className="note warn" role="status" tabIndex={-1} ref={box}>
      <GuardWords t={t} kinds={kinds}>
        <Button type="button" kind="pri" onClick={save.redact}>
          {t("common.guard.redact")}
        </Button>
        <Button type="button" onClick={saveAnyway}>
          {t("common.guard.send")}
        </Button>
      </GuardWords>
    </div>
  );
}

/** Says why a rule of the site warns about the text, which can be saved all the same, or why it refused it. */
export function FilterBox(props: {
  status: Extract<SaveStatus, { kind: "filter" }>;
  save: Save;
  onSave: () => void;
}) {
  const { status, save, onSave } = props;
  const { t } = useEditorContext();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { explanation, isRefused } = status;
  const saveAnyway = () => {
    save.acceptWarning();
    onSave();
  };
  return (
    <div className="note warn" role="status" tabIndex={-1} ref={box}>
      <div className="stack g3">
        <p>
          <b>{t(isRefused ? "common.guard.refused" : "common.guard.filter")}</b>
        </p>
        <p dir="auto">{explanation}</p>
        <p>{t(isRefused ? "editor.submit.refusedWhat" : "editor.submit.filterWhat")}</p>
        {isRefused ? null : (
          <p className="row">
            <Button type="button" onClick={saveAnyway}>
              {t("common.guard.send")}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}
