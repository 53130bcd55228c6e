import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { afterPress } from "@/components/listbox/after-press";
import { Listbox, type ListEntry } from "@/components/listbox/listbox";
import { describedBy, FieldHead } from "./field-head";

interface Props {
  label: string;
  hint?: string | undefined;
  value: string;
  choices: readonly ListEntry[];
  onChange: (value: string) => void;
  onChoose: (key: string) => void;
  /** Called when the user presses Enter or moves to another field: the typed text is final. */
  onLeave?: (() => void) | undefined;
  /** The error of the field. */
  problem?: string | undefined;
  isRequired?: boolean | undefined;
  /** The text shown if no entry matches what was typed. */
  none?: string | undefined;
}

/** A text field with a list of suggestions below it. */
export function Combobox(props: Props) {
  const { label, hint, value, onChange, onChoose, onLeave, problem, isRequired } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const slot = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const listbox = useListbox(input, slot, label, (key) => {
    setOpen(false);
    onChoose(key);
  });

  useOffered(listbox, isOpen, props);
  const onKeyDown = (event: KeyboardEvent) => {
    if (listbox.current?.takeKey(event.nativeEvent)) {
      event.stopPropagation();
      if (event.key === "Escape") setOpen(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === "Enter" && onLeave && !event.nativeEvent.isComposing) {
      event.preventDefault();
      setOpen(false);
      onLeave();
    }
  };

  const leave = () => {
    if (document.activeElement === input.current) return;
    setOpen(false);
    onLeave?.();
  };

  return (
    <div className={problem ? "f combo err" : "f combo"}>
      <FieldHead {...{ id, hint, problem }} label={label} isRequired={isRequired} />
      <input
        className="in"
        id={id}
        ref={input}
        dir="auto"
        aria-invalid={problem ? true : undefined}
        autoComplete="off"
        aria-describedby={describedBy({ id, hint, problem })}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => afterPress(leave)}
        onKeyDown={onKeyDown}
      />
      <div ref={slot} />
    </div>
  );
}

/** Creates the list of a field, placed in `slot`. */
function useListbox(
  input: RefObject<HTMLInputElement | null>,
  slot: RefObject<HTMLDivElement | null>,
  label: string,
  onChoose: (key: string) => void,
): RefObject<Listbox<ListEntry> | null> {
  const listbox = useRef<Listbox<ListEntry> | null>(null);
  const chosen = useRef(onChoose);
  chosen.current = onChoose;
  useEffect(() => {
    if (!input.current) return;
    const made = new Listbox<ListEntry>(input.current, {
      label,
      place: (list) => slot.current?.append(list),
      choose: ({ key }) => chosen.current(key),
      isCombobox: true,
    });
    listbox.current = made;
    return () => made.remove();
  }, [input, slot, label]);
  return listbox;
}

/** Shows the entries that match what was typed. */
function useOffered(
  listbox: RefObject<Listbox<ListEntry> | null>,
  isOpen: boolean,
  { choices, value, none }: Pick<Props, "choices" | "value" | "none">,
): void {
  const isNone = isOpen && choices.length === 0 && value.trim() !== "";
  const shown = isOpen ? choices.map(({ key }) => key).join("\n") : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is drawn anew when other things are offered
  useEffect(() => {
    // Choices that arrive while a button is pressed would move it away.
    afterPress(() => {
      if (isNone && none !== undefined) listbox.current?.showNone(none);
      else if (shown === null) listbox.current?.close();
      else listbox.current?.show(choices, "");
    });
  }, [shown, isNone]);
}
