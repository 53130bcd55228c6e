import { lazyPart } from "./part";

type Later = typeof import("./later");
let fetchLater: () => Promise<Later> = () => Promise.reject(new Error("no script said where its parts are"));

/** Sets how this page's script loads its further parts: each script has one file with all of them. */
export function bringLater(fetch: () => Promise<Later>): void {
  fetchLater = fetch;
}

/*
 * The parts that are not needed to start typing. Each is loaded on first use or earlier while the browser is
 * idle, so that it is available without a connection.
 */
export const PARTS = {
  conflict: lazyPart(async () => (await fetchLater()).ConflictDialog),
  preview: lazyPart(async () => (await fetchLater()).Preview),
};

/** Loads the function that finds the texts for problems in sent records. */
export const loadProblems = async () => (await fetchLater()).describeProblems;
