/** Makes a listener that ignores the second press of a double click. Keys and screen readers press once. */
export const firstPress =
  (act: () => void) =>
  ({ detail }: { detail: number }): void => {
    if (detail < 2) act();
  };
