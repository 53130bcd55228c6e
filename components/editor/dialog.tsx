import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Button, IconButton } from "@/components/ui/button";
import { useEditorContext } from "./context";

/**
 * A question over the page: the browser's own modal dialog, so that focus stays in it, Escape closes it, and focus
 * returns to where it was.
 */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { title, onClose, children } = props;
  const { t } = useEditorContext();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the next key is read: it is meant for the field that the dialog begins with.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The browser would begin at the button that closes; whoever asked for the dialog wants its first field.
    dialog?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    return () => dialog?.close();
  }, []);
  // At the end of the page: an editor may stand within a form, and forms do not nest.
  return createPortal(
    <dialog ref={ref} className="over" aria-labelledby={id} onCancel={onClose} onClose={onClose}>
      <div className="row apart">
        <h2 id={id}>{title}</h2>
        <IconButton icon="x" label={t("editor.close")} onClick={onClose} />
      </div>
      {children}
    </dialog>,
    document.body,
  );
}

/** The buttons at the end of a dialog's form: what else can be done, the way back, and what it is for. */
export function DialogEnd(props: {
  label: string;
  /** The words of the way back, where they are not those of cancelling. */
  back?: string;
  isBusy?: boolean;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useEditorContext();
  return (
    <div className="row end">
      {props.children}
      <Button type="button" kind="quiet" onClick={props.onClose}>
        {props.back ?? t("editor.cancel")}
      </Button>
      <Button kind="pri" aria-disabled={props.isBusy || undefined}>
        {props.label}
      </Button>
    </div>
  );
}
