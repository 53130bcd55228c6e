import { lazyPart } from "./part";

type Later = typeof import("./later");
let fetchLater: () => Promise<Later> = () => Promise.reject(new Error("no script said where its parts are"));

/** Says where the further parts of this page's script are: a file of its own for each script, with all of them. */
export function bringLater(fetch: () => Promise<Later>): void {
  fetchLater = fetch;
}

/*
 * The parts that nobody needs in order to begin to type. Each is loaded when it is first shown, or before that while
 * the browser has nothing else to do, so that it is there when the connection is not.
 */
export const PARTS = {
  conflict: lazyPart(async () => (await fetchLater()).ConflictDialog),
  preview: lazyPart(async () => (await fetchLater()).Preview),
};

/** Finds the words for what was wrong with the records that were sent. */
export const loadProblems = async () => (await fetchLater()).tellProblems;
