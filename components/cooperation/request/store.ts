import type { Sealed } from "@/lib/cooperation/request/seal";

/*
 * The one draft of a browser, in IndexedDB: nothing of it is ever sent. Sealed with a passphrase if there is one.
 */

const DATABASE = "octopus-request";
const STORE = "drafts";
const ENTRY = "current";

/** A draft as it is stored: its text, or the same sealed. */
export type Stored = { savedAt: number } & ({ text: string } | { sealed: Sealed });

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

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await answered(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Reads the stored draft; null if there is none, or this browser stores nothing. */
export async function readStored(): Promise<Stored | null> {
  try {
    return (await inStore<Stored | undefined>("readonly", (store) => store.get(ENTRY))) ?? null;
  } catch {
    return null;
  }
}

/** Stores the draft. Returns false if this browser stores nothing. */
export async function writeStored(stored: Stored): Promise<boolean> {
  try {
    await inStore("readwrite", (store) => store.put(stored, ENTRY));
    return true;
  } catch {
    return false;
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
