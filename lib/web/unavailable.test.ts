import { expect, it } from "vitest";
import { asUnavailable, unavailabilityOf } from "./unavailable";

const withCode = (code: string) => Object.assign(new Error("refused"), { code });

it.each([
  ["a lock that was held too long", withCode("55P03"), "busy"],
  ["a statement that took too long", withCode("57014"), "busy"],
  ["transactions that collided", withCode("40001"), "busy"],
  ["a deadlock", withCode("40P01"), "busy"],
  ["no connection left in Postgres", withCode("53300"), "busy"],
  ["no connection left in the pool", new Error("timeout exceeded when trying to connect"), "busy"],
  ["Postgres starting", withCode("57P03"), "starting"],
  ["Postgres stopping", withCode("57P01"), "starting"],
  ["nobody listening", withCode("ECONNREFUSED"), "starting"],
  ["a connection that broke", new Error("Connection terminated unexpectedly"), "starting"],
  ["a full disk", withCode("53100"), "starting"],
])("%s: is unavailable, also as the cause of another error", (_name, error, reason) => {
  expect(unavailabilityOf(error)).toBe(reason);
  expect(unavailabilityOf(new Error("Failed query", { cause: error }))).toBe(reason);
  expect(asUnavailable(error)).toMatchObject({ code: "unavailable", reason, status: 503 });
});

it.each([withCode("23505"), withCode("42P01"), new Error("a bug"), null, "text"])(
  "treats other errors as bugs: %s",
  (error) => {
    expect(asUnavailable(error)).toBeNull();
  },
);
