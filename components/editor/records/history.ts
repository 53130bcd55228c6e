import { useCallback, useReducer } from "react";

interface State<T> {
  present: T;
  past: readonly T[];
  /** The field of the last change: further typing in the same field is part of the same step. */
  touched: string | null;
}

type Action<T> = { type: "change"; to: T; touched: string | null } | { type: "undo" };

const KEPT_STEPS = 100;

function reduce<T>(state: State<T>, action: Action<T>): State<T> {
  if (action.type === "undo") {
    const before = state.past.at(-1);
    return before === undefined ? state : { present: before, past: state.past.slice(0, -1), touched: null };
  }
  const isSameStep = action.touched !== null && action.touched === state.touched;
  const past = isSameStep ? state.past : [...state.past, state.present].slice(-KEPT_STEPS);
  return { present: action.to, past, touched: action.touched };
}

/** A value with its history: every change can be undone, one by one. */
export function useHistory<T>(initial: T) {
  const [state, dispatch] = useReducer(reduce<T>, { present: initial, past: [], touched: null });
  return {
    value: state.present,
    canUndo: state.past.length > 0,
    change: useCallback(
      (to: T, touched: string | null = null) => dispatch({ type: "change", to, touched }),
      [],
    ),
    undo: useCallback(() => dispatch({ type: "undo" }), []),
  };
}
