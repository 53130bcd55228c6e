import { type ReactNode, useState } from "react";
import { useEditorContext } from "../context";

/**
 * The fields of a record that few need, behind their summary. They open when they get a value, and cannot be
 * closed while one has a fault. They stay open once it is corrected, because somebody is typing there.
 */
export function MoreFields(props: { of: string; isFilled: boolean; isWrong: boolean; children: ReactNode }) {
  const { of, isFilled, isWrong, children } = props;
  const { t } = useEditorContext();
  const [isOpen, setOpen] = useState(isFilled || isWrong);
  const [wasFilled, setWasFilled] = useState(isFilled);
  if (isFilled !== wasFilled) {
    setWasFilled(isFilled);
    if (isFilled) setOpen(true);
  }
  if (isWrong && !isOpen) setOpen(true);
  return (
    <details
      className="more folded"
      open={isOpen}
      onToggle={(event) => {
        const details = event.currentTarget as HTMLDetailsElement;
        if (isWrong) details.open = true;
        else setOpen(details.open);
      }}
    >
      <summary>
        {t("editor.records.more")}
        <span className="vh"> ({of})</span>
      </summary>
      <div className="stack fields">{children}</div>
    </details>
  );
}
