import { Fragment, useRef } from "react";
import { useEditorContext } from "./context";
import { useSaveShortcut } from "./use-save-shortcut";

/** The list of keyboard shortcuts. Ctrl+S saves the draft now, wherever the focus is. */
export function Shortcuts({ onSave }: { onSave: () => void }) {
  const { data, t } = useEditorContext();
  const keep = useRef(onSave);
  keep.current = onSave;
  useSaveShortcut(keep);
  const rows = data.family === "prose" ? (["save", "link", "cite", "toolbar"] as const) : (["save"] as const);
  const keys = {
    save: ["Ctrl", "S"],
    link: ["Ctrl", "K"],
    cite: ["Alt", "C"],
    toolbar: ["Alt", "F10"],
  } as const;
  return (
    <div className="box">
      <h2>{t("editor.keys.title")}</h2>
      <dl className="dl in-b tiny">
        {rows.map((row) => (
          <div key={row}>
            <dt>
              <bdi dir="ltr">
                {keys[row].map((key, n) => (
                  <Fragment key={key}>
                    {n > 0 ? " " : null}
                    <kbd>{key}</kbd>
                  </Fragment>
                ))}
              </bdi>
            </dt>
            <dd>{t(`editor.keys.${row}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
