import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useEditorContext } from "./context";
import { SourcesElsewhere } from "./source-elsewhere";
import {
  AddressField,
  KindField,
  LanguageField,
  MoreSourceFields,
  PublisherField,
  TitleField,
} from "./source-fields";
import { SourceLookup } from "./source-lookup";
import {
  beginningWith,
  faultsOf,
  fillTyped,
  type NewSource,
  sourceOf,
  type Typed,
  typedFrom,
  type Wrong,
} from "./source-typed";

interface Props {
  /** What was typed in the search for a source: the title of the new one, or its address. */
  begin: string;
  onMade: (source: NewSource) => void;
  /** The end of the form: further fields, and the button that sends it. */
  children: ReactNode;
}

/** The form for a new source, the same wherever sources are cited. */
export function SourceForm({ begin, onMade, children }: Props) {
  const { t, data } = useEditorContext();
  const { typed, latest, filled, onType, onFound, forget } = useTyped(begin);
  const [wrong, setWrong] = useState<Wrong>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const found = faultsOf(typed, t, data.locale);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    forget();
    onMade(sourceOf(latest(), data.locale));
  };
  const parts = { typed, wrong, filled, onType };
  return (
    <form onSubmit={submit} className="stack" noValidate>
      <TitleField {...parts} />
      <AddressField {...parts} />
      <SourceLookup
        // What was found at an address, or is being asked, says nothing of the next one.
        key={typed.url}
        url={typed.url}
        onFound={(found) => {
          setWrong({});
          return onFound(found);
        }}
        onAddress={(url) => onType({ url })}
      />
      <SourcesElsewhere
        typed={typed}
        onUse={(source) => {
          setWrong({});
          onType(typedFrom(source, data.locale));
        }}
      />
      <PublisherField {...parts} />
      <div className="two">
        <KindField {...parts} />
        <LanguageField {...parts} />
      </div>
      <MoreSourceFields {...parts} />
      {children}
    </form>
  );
}

/** What was typed for a source that was not created: the next form with the same beginning continues it. */
let unfinished: { begin: string; typed: Typed } | null = null;

const isUntouched = (typed: Typed, begin: string) =>
  JSON.stringify(typed) === JSON.stringify(beginningWith(begin));

/** Keeps what is typed, which of it came from the page, and what a closed dialog left unfinished. */
function useTyped(begin: string) {
  const { data } = useEditorContext();
  const [typed, setTyped] = useState(() =>
    unfinished && (begin === "" || begin === unfinished.begin) ? unfinished.typed : beginningWith(begin),
  );
  const [filled, setFilled] = useState<ReadonlySet<keyof Typed>>(new Set());
  const now = useRef({ typed, isMade: false });
  const set = (next: Typed) => {
    now.current.typed = next;
    setTyped(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog closes
  useEffect(
    () => () => {
      const { typed: left, isMade } = now.current;
      unfinished = isMade || isUntouched(left, begin) ? null : { begin, typed: left };
    },
    [],
  );
  return {
    typed,
    filled,
    latest: () => now.current.typed,
    forget: () => {
      now.current.isMade = true;
    },
    onType: (more: Partial<Typed>) => {
      set({ ...now.current.typed, ...more });
      setFilled((before) => new Set([...before].filter((name) => more[name] === undefined)));
    },
    onFound: (found: Parameters<typeof fillTyped>[1]) => {
      const next = fillTyped(now.current.typed, found, data.locale);
      set(next.typed);
      setFilled((before) => new Set([...before, ...next.filled]));
      return next.filled;
    },
  };
}
