import { type KeyboardEvent, useId, useState } from "react";
import { describedBy, FieldHead } from "./field-head";

interface Choice {
  key: string;
  label: string;
  detail?: string;
}

/** A text field with a list of suggestions below it: the ARIA combobox pattern, list navigated by arrow keys. */
export function Combobox(props: {
  label: string;
  hint?: string;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
  onChoose: (key: string) => void;
  /** Whoever goes on, by Enter or to another field, has typed what they mean. */
  onLeave?: () => void;
  /** What is wrong with it. */
  problem?: string | undefined;
  isRequired?: boolean | undefined;
}) {
  const { label, hint, value, choices, onChange, onChoose, onLeave, problem, isRequired } = props;
  const id = useId();
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen && choices.length > 0;

  const choose = (index: number) => {
    const choice = choices[index];
    if (!choice) return;
    setOpen(false);
    setActive(-1);
    onChoose(choice.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((now) => (now + step + choices.length) % Math.max(1, choices.length));
    } else if (event.key === "Enter" && isShown && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Enter" && onLeave) {
      event.preventDefault();
      setOpen(false);
      onLeave();
    } else if (event.key === "Escape" && isShown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div className={problem ? "f combo err" : "f combo"}>
      <FieldHead {...{ id, hint, problem }} label={label} isRequired={isRequired} />
      <input
        className="in"
        id={id}
        dir="auto"
        aria-invalid={problem ? true : undefined}
        role="combobox"
        autoComplete="off"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        aria-describedby={describedBy({ id, hint, problem })}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          onLeave?.();
        }}
        onKeyDown={onKeyDown}
      />
      <div className="pop choices" id={`${id}-list`} role="listbox" aria-label={label} hidden={!isShown}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a combobox are handled by its field
          <div
            key={choice.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <span>{choice.label}</span>
            {choice.detail ? <span className="tiny dim">{choice.detail}</span> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
