import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Button, IconButton } from "@/components/ui/button";
import { useEditorContext } from "./context";

/**
 * A question over the page, as the browser's modal dialog: focus stays inside, Escape closes it, and focus
 * then returns to its previous place.
 */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { title, onClose, children } = props;
  const { t } = useEditorContext();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // The browser reports `close()` in a later task, also for a dialog that is gone: the next one must not be closed by it.
  const leave = ({ currentTarget }: SyntheticEvent<HTMLDialogElement>) => {
    if (currentTarget.isConnected) onClose();
  };
  // A layout effect, so that the next key already goes to the dialog's first field.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // The browser would focus the close button; people who open the dialog want its first field.
    dialog?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    return () => dialog?.close();
  }, []);
  // At the end of the page: an editor can be inside a form, and forms cannot be nested.
  return createPortal(
    <dialog ref={ref} className="over" aria-labelledby={id} onCancel={leave} onClose={leave}>
      <div className="row apart">
        <h2 id={id}>{title}</h2>
        <IconButton icon="x" label={t("editor.close")} onClick={onClose} />
      </div>
      {children}
    </dialog>,
    document.body,
  );
}

/** The buttons at the end of a dialog's form: other actions, the way back, and the main action. */
export function DialogEnd(props: {
  label: string;
  /** The label of the way back, if not "Cancel". */
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
