import type { Editor } from "@tiptap/core";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { internalPath } from "@/lib/i18n/internal-path";
import { LOCALES } from "@/lib/i18n/locales";
import { homeHref, safeHref } from "@/lib/text/href";
import type { TextApi } from "../api";
import { Combobox } from "../combobox";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";
import { useLookup } from "../use-lookup";

/** How long, in milliseconds, a link waits for the title of its page. After that it shows the address. */
const TITLE_PATIENCE = 3_000;

/** A dialog for the target of a link: an address on the web, or a page of this site found by name. */
export function LinkDialog({ editor, api, onClose }: { editor: Editor; api: TextApi; onClose: () => void }) {
  const { t } = useEditorContext();
  const before = String(editor.getAttributes("link").href ?? "");
  const [address, setAddress] = useState(before);
  const [chosen, setChosen] = useState<{ href: string; label: string } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const find = useCallback(
    (query: string, signal: AbortSignal) =>
      /^(https?:|mailto:|\/)/i.test(query) || query.trim().length < 2
        ? Promise.resolve([])
        : api.findLinks(query, signal).then((answer) => answer.links),
    [api],
  );
  const links = useLookup(address, find);
  const insert = useInsert({ editor, api, before, onClose });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const href = hrefOf(address.trim());
    if (href === null) setError(t("editor.link.invalid"));
    return insert(address.trim(), href, chosen);
  };

  return (
    <Dialog title={t("editor.link.title")} onClose={onClose}>
      <form onSubmit={submit} className="stack" noValidate>
        <Combobox
          label={t("editor.link.address")}
          hint={t("editor.link.hint")}
          value={address}
          choices={links.map(({ href, label, kind }) => ({ key: href, label, detail: kind ?? href }))}
          onChange={(value) => {
            setAddress(value);
            setError(null);
          }}
          onChoose={(href) => {
            setAddress(href);
            setChosen(links.find((link) => link.href === href) ?? null);
          }}
        />
        {error ? (
          <p className="msg" role="alert">
            {error}
          </p>
        ) : null}
        <DialogEnd label={t("editor.link.apply")} onClose={onClose}>
          {before ? <RemoveLink editor={editor} onDone={onClose} /> : null}
        </DialogEnd>
      </form>
    </Dialog>
  );
}

/** Returns the typed address, also without its scheme; null if it is not an address. */
function hrefOf(typed: string): string | null {
  return safeHref(typed) ?? (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed) ? safeHref(`https://${typed}`) : null);
}

/**
 * Inserts the link and closes the dialog. Only the last press inserts a link, and none does after the dialog
 * is closed; a press with an invalid address (`href` null) inserts nothing.
 */
function useInsert(of: { editor: Editor; api: TextApi; before: string; onClose: () => void }) {
  const { editor, api, before, onClose } = of;
  const { data } = useEditorContext();
  const presses = useRef(0);
  useEffect(
    () => () => {
      presses.current += 1;
    },
    [],
  );

  /** Returns the title of a page of this site in the language of the text; null for any other address. */
  const titleAt = async (href: string): Promise<string | null> => {
    const inside = internalPath(homeHref(href, location.origin));
    if (inside === null) return null;
    const language = LOCALES.find((one) => one === data.language) ?? data.locale;
    const waiting = AbortSignal.timeout(TITLE_PATIENCE);
    const answer = await api.findLinks(inside, waiting, language).catch(() => null);
    return answer?.links[0]?.label ?? null;
  };

  return async (typed: string, href: string | null, chosen: { href: string; label: string } | null) => {
    presses.current += 1;
    const own = presses.current;
    if (href === null) return;
    const isBare = editor.state.selection.empty && before === "";
    // Without a selection the link shows the title of its page, not the address.
    const text = chosen?.href === typed ? chosen.label : ((isBare ? await titleAt(href) : null) ?? typed);
    if (presses.current !== own) return;
    const chain = editor.chain().focus().extendMarkRange("link");
    if (isBare) chain.insertContent({ type: "text", text, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onClose();
  };
}

function RemoveLink({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useEditorContext();
  return (
    <Button
      type="button"
      kind="bad"
      onClick={() => {
        editor.chain().focus().extendMarkRange("link").unsetLink().run();
        onDone();
      }}
    >
      {t("editor.link.remove")}
    </Button>
  );
}
