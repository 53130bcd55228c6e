/*
 * Schemas are read as they stand. zod would try once whether it may build functions of text, which the policy of
 * every page forbids and reports. Imported first, since schemas decide on it as they are made; zod itself is loaded
 * with the first part that has schemas, and finds this there.
 */
const world = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
world.__zod_globalConfig = { ...world.__zod_globalConfig, jitless: true };

export {};
