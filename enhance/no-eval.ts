/*
 * Disables code generation in zod: it would try once whether it may build functions from text, which the
 * content security policy forbids and reports. Imported first, because schemas decide this when created; zod
 * itself is loaded later and reads this setting.
 */
const world = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
world.__zod_globalConfig = { ...world.__zod_globalConfig, jitless: true };

export {};
