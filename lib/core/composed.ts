/** Every table of the process. */
const all = new Set<Composed<unknown>>();

/**
 * A table that the domains fill, such as the kinds of pages, and that an engine reads without knowing them. Its file
 * imports the domains and passes the table in, since the domains import the engine.
 */
export class Composed<T> {
  private value: T | undefined;
  /** What it was filled with when it was empty. */
  first: T | undefined;

  /** @param file the file that fills it, for the error */
  constructor(readonly file: string) {
    all.add(this);
  }

  set(value: T): void {
    if (this.value === undefined) this.first = value;
    this.value = value;
  }

  /** Returns the table; undefined in a process that never loaded it. */
  find(): T | undefined {
    return this.value;
  }

  /** Returns the table. Throws in a process that never loaded it. */
  get(): T {
    if (this.value === undefined)
      throw new Error(`${this.file} was not loaded: import it, or lib/transact.ts, first`);
    return this.value;
  }
}

/**
 * Notes all tables as they are. Returns a function that puts them back, for a test that adds to some: the files of one
 * worker share them.
 * @forTests
 */
export function noteTables(): () => void {
  const noted = [...all].map((table) => ({ table, value: table.find() }));
  return () => {
    for (const { table, value } of noted) table.set(value);
  };
}

/**
 * Begins to watch all tables. Returns a function that lists the files of those that hold something else by then than
 * what was there, or was filled in first.
 * @forTests
 */
export function watchTables(): () => string[] {
  const before = new Map([...all].map((table) => [table, table.find()]));
  return () =>
    [...all]
      .filter((table) => table.find() !== undefined && table.find() !== (before.get(table) ?? table.first))
      .map(({ file }) => file);
}
