import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";

/** Runs a statement on the tests' server, or in the database at an address. */
export async function onServer<Row extends object>(statement: string, url?: string): Promise<Row[]> {
  const client = new Client({ connectionString: url ?? inject("template").serverUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const RUN = `import { Client } from "pg";
  const client = new Client({ connectionString: process.env.SERVER });
  await client.connect();
  await client.query(process.env.STATEMENT);
  await client.end();`;

/** Runs a statement on the tests' server in another process, while this one waits and does nothing else. */
export function onServerAtOnce(statement: string): void {
  const env = { ...process.env, SERVER: inject("template").serverUrl, STATEMENT: statement };
  execFileSync(process.execPath, ["--input-type=module", "--eval", RUN], { env });
}

/**
 * Returns a function that creates empty databases, which are dropped after the test file. Their owner is a
 * role without special rights, as on a hosted server, or the tests' own user if that is not a superuser.
 * `mayCreate`: whether the owner may create databases.
 */
export function emptyDatabases(): (rights?: { mayCreate: boolean }) => Promise<string> {
  const made: string[] = [];
  afterAll(async () => {
    for (const name of made) {
      await onServer(`drop database if exists ${name} with (force)`);
      if (await isSuper()) await onServer(`drop role if exists ${name}`);
    }
  });
  return async ({ mayCreate } = { mayCreate: true }) => {
    const { serverUrl, name: template } = inject("template");
    const name = `${template.replace(/_t$/, "")}_${randomBytes(4).toString("hex")}`;
    made.push(name);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    if (!(await isSuper())) {
      await onServer(`create database ${name}`);
      return url.href;
    }
    const rights = `login password 'tests' nosuperuser ${mayCreate ? "createdb" : "nocreatedb"}`;
    await onServer(`create role ${name} ${rights}`);
    await onServer(`create database ${name} owner ${name}`);
    url.username = name;
    url.password = "tests";
    return url.href;
  };
}

/** Whether the tests' own user is a superuser. */
export async function isSuper(): Promise<boolean> {
  const [me] = await onServer<{ is: boolean }>(
    "select rolsuper as is from pg_roles where rolname = current_user",
  );
  return me?.is ?? false;
}

/** Returns every table of a database with its number of rows and a checksum. */
export async function sumsOf(url: string): Promise<Record<string, string>> {
  const each = (await tablesIn(url)).map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from "${name}" t`,
  );
  if (each.length === 0) return {};
  const rows = await onServer<{ name: string; sum: string }>(each.join(" union all "), url);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** Returns the names of a database's tables. */
export async function tablesIn(url: string): Promise<string[]> {
  const rows = await onServer<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename collate "C"`,
    url,
  );
  return rows.map(({ name }) => name);
}

/** Returns every constraint and trigger of a database. */
export async function rulesOf(url: string): Promise<object[]> {
  const constraints = await onServer(
    `select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as is, convalidated
     from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    url,
  );
  const triggers = await onServer(
    "select tgrelid::regclass::text as on, tgname as name, tgenabled as is from pg_trigger where not tgisinternal order by 1, 2",
    url,
  );
  return [...constraints, ...triggers];
}
