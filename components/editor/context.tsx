import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createTranslator } from "use-intl/core";
import { noteLocale, type Translator } from "@/lib/i18n/message";
import type { Messages } from "@/lib/i18n/messages";
import type { EditorData } from "./model";

interface EditorContext {
  data: EditorData;
  t: Translator;
}

const Context = createContext<EditorContext | null>(null);

/** Provides the parts of the editor with its data and messages. */
export function EditorProvider({ data, children }: { data: EditorData; children: ReactNode }) {
  // The page sends only the namespaces that the editor uses; a message from another would show as its key.
  const t = useMemo(() => {
    const own = createTranslator<Messages>({
      locale: data.locale,
      messages: data.messages as unknown as Messages,
      timeZone: "UTC",
    }) as unknown as Translator;
    noteLocale(own, data.locale);
    return own;
  }, [data]);
  return <Context value={{ data, t }}>{children}</Context>;
}

export function useEditorContext(): EditorContext {
  const context = useContext(Context);
  if (!context) throw new Error("an editor's part stands outside its editor");
  return context;
}
