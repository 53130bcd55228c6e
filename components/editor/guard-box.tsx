import { useEffect, useRef } from "react";
import { GuardWords } from "@/components/guard-words";
import { Button } from "@/components/ui/button";
import type { SensitiveKind } from "@/lib/text/sensitive";
import { useEditorContext } from "./context";
import type { Save } from "./use-save";

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
