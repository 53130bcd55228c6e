import type { Sealed } from "@/lib/cooperation/request/seal";

/*
 * The one draft of a browser, in IndexedDB: nothing of it is ever sent. Sealed with a passphrase if there is one.
 */

const DATABASE = "octopus-request";
const STORE = "drafts";
const ENTRY = "current";

/** A draft as it is stored: its text, or the same sealed. Each save has another version. */
export type Stored = { savedAt: number; version: string } & ({ text: string } | { sealed: Sealed });

/** How a save ended. `elsewhere`: another tab saved or erased meanwhile, so nothing was written. */
export type Outcome = "stored" | "elsewhere" | "failed";

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  const database = await answered(request);
  // Another tab may erase the draft while this one is open.
  database.onversionchange = () => database.close();
  return database;
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    const done = new Promise<void>((finish, fail) => {
      transaction.oncomplete = () => finish();
      transaction.onabort = () => fail(transaction.error);
    });
    const [result] = await Promise.all([act(transaction.objectStore(STORE)), done]);
    return result;
  } finally {
    database.close();
  }
}

const entryOf = (store: IDBObjectStore) => answered<Stored | undefined>(store.get(ENTRY));

/** Reads the stored draft; null if there is none, or this browser stores nothing. */
export async function readStored(): Promise<Stored | null> {
  try {
    return (await inStore("readonly", entryOf)) ?? null;
  } catch {
    return null;
  }
}

/** Stores a draft in place of the version that this tab read or wrote last; null: there was none. */
export async function writeStored(next: Stored, known: string | null): Promise<Outcome> {
  try {
    // One transaction, so that no other tab writes between the two.
    return await inStore("readwrite", async (store) => {
      const there = await entryOf(store);
      if ((there?.version ?? null) !== known) return "elsewhere";
      await answered(store.put(next, ENTRY));
      return "stored";
    });
  } catch {
    return "failed";
  }
}

/** Deletes the draft with its whole database, so that no trace of it stays. Returns false if it could not. */
export function eraseStored(): Promise<boolean> {
  return new Promise((done) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = () => done(true);
    request.onerror = () => done(false);
    // Another tab holds it open; it closes when it is asked to.
    request.onblocked = () => done(false);
  });
}
