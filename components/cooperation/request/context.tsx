import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createTranslator } from "use-intl/core";
import type { Draft } from "@/lib/cooperation/request/draft";
import type { CompiledMessages } from "@/lib/i18n/compiled";
import type { Locale } from "@/lib/i18n/locales";
import { noteLocale, type Translator } from "@/lib/i18n/message";
import type { Messages } from "@/lib/i18n/messages";

/** What the page gives its script. */
export interface RequestData {
  locale: Locale;
  messages: CompiledMessages;
  /** Names of countries and areas by their code, in the reader's order. */
  countries: readonly { code: string; name: string }[];
  /** Addresses of the fonts of PDF files, by their names. */
  fonts: Readonly<Record<string, string>>;
}

interface RequestContext extends RequestData {
  t: Translator;
}

const Context = createContext<RequestContext | null>(null);

/** Gives the parts of the wizard its data and messages. */
export function RequestProvider({ data, children }: { data: RequestData; children: ReactNode }) {
  const value = useMemo(() => {
    const t = createTranslator<Messages>({
      locale: data.locale,
      messages: data.messages as unknown as Messages,
      timeZone: "UTC",
    }) as unknown as Translator;
    noteLocale(t, data.locale);
    return { ...data, t };
  }, [data]);
  return <Context value={value}>{children}</Context>;
}

export function useRequest(): RequestContext {
  const context = useContext(Context);
  if (!context) throw new Error("a part of the wizard stands outside it");
  return context;
}

/** What the parts that edit a draft share. */
export interface Editing {
  draft: Draft;
  change: (draft: Draft) => void;
}
