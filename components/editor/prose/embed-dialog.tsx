import type { Editor } from "@tiptap/core";
import { type FormEvent, useState } from "react";
import { TextField } from "@/components/ui/field";
import { safeHref } from "@/lib/text/href";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import { insertBlock } from "./media";

/** A dialog for media on another site, such as a video: asks for its address and title. */
export function EmbedDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useEditorContext();
  const before = editor.isActive("embed") ? editor.getAttributes("embed") : {};
  const [href, setHref] = useState(String(before.href ?? ""));
  const [title, setTitle] = useState(String(before.title ?? ""));
  const [errors, setErrors] = useState<{ href?: string[]; title?: string[] }>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const address = safeHref(href.trim());
    const found = {
      ...(address?.startsWith("https:") ? {} : { href: [t("editor.embed.invalid")] }),
      ...(title.trim() === "" ? { title: [t("editor.embed.titleNeeded")] } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    const attrs = { href: address, title: title.trim() };
    if (editor.isActive("embed")) editor.chain().focus().updateAttributes("embed", attrs).run();
    else insertBlock(editor, { type: "embed", attrs });
    onClose();
  };
  return (
    <Dialog title={t("editor.embed.title")} onClose={onClose}>
      <form onSubmit={submit} className="stack" noValidate>
        <p className="small dim">{t("editor.embed.what")}</p>
        <TextField
          name="embed-href"
          type="url"
          label={t("editor.embed.address")}
          errors={errors.href}
          maxLength={2000}
          dir="ltr"
          value={href}
          onChange={(event) => setHref(event.target.value)}
        />
        <TextField
          name="embed-title"
          label={t("editor.embed.name")}
          errors={errors.title}
          maxLength={200}
          dir="auto"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <DialogEnd label={t("editor.embed.insert")} onClose={onClose} />
      </form>
    </Dialog>
  );
}
