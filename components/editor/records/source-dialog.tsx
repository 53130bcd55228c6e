import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import { SourceForm } from "../source-form";
import type { NewSource } from "../source-typed";

/** A dialog for a new source that a record cites, begun with what was typed in the search for one. */
export function SourceDialog(props: {
  begin: string;
  onMade: (source: NewSource) => void;
  onClose: () => void;
}) {
  const { begin, onMade, onClose } = props;
  const { t } = useEditorContext();
  return (
    <Dialog title={t("editor.records.newSource")} onClose={onClose}>
      <SourceForm begin={begin} onMade={onMade}>
        <DialogEnd label={t("editor.records.takeSource")} onClose={onClose} />
      </SourceForm>
    </Dialog>
  );
}
