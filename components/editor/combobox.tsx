import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { afterPress } from "@/components/listbox/after-press";
import { Listbox, type ListEntry } from "@/components/listbox/listbox";
import { describedBy, FieldHead } from "./field-head";

/** A text field with a list of suggestions below it. */
export function Combobox(props: {
  label: string;
  hint?: string | undefined;
  value: string;
  choices: readonly ListEntry[];
  onChange: (value: string) => void;
  onChoose: (key: string) => void;
  /** Whoever goes on, by Enter or to another field, has typed what they mean. */
  onLeave?: (() => void) | undefined;
  /** What is wrong with it. */
  problem?: string | undefined;
  isRequired?: boolean | undefined;
  /** What is said where no entry has the words that are typed. */
  none?: string | undefined;
}) {
  const { label, hint, value, choices, onChange, onChoose, onLeave, problem, isRequired } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const slot = useRef<HTMLDivElement>(null);
  const listbox = useRef<Listbox<ListEntry> | null>(null);
  const [isOpen, setOpen] = useState(false);
  const chosen = useRef(onChoose);
  chosen.current = onChoose;

  useEffect(() => {
    if (!input.current) return;
    const made = new Listbox<ListEntry>(input.current, {
      label,
      place: (list) => slot.current?.append(list),
      choose: ({ key }) => {
        setOpen(false);
        chosen.current(key);
      },
      isCombobox: true,
    });
    listbox.current = made;
    return () => made.remove();
  }, [label]);

  const isNone = isOpen && choices.length === 0 && value.trim() !== "";
  const shown = isOpen ? choices.map(({ key }) => key).join("\n") : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is drawn anew when other things are offered
  useEffect(() => {
    // Choices that arrive while a button is held down would push it away.
    afterPress(() => {
      if (isNone && props.none !== undefined) listbox.current?.showNone(props.none);
      else if (shown === null) listbox.current?.close();
      else listbox.current?.show(choices, "");
    });
  }, [shown, isNone]);

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
        onBlur={() =>
          afterPress(() => {
            if (document.activeElement === input.current) return;
            setOpen(false);
            onLeave?.();
          })
        }
        onKeyDown={onKeyDown}
      />
      <div ref={slot} />
    </div>
  );
}
