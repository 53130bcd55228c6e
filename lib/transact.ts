/*
 * The transaction as pages, jobs, commands and tests use it: with everything that follows from each fact. Domains
 * import `core/transact` itself, since the table below imports all of them.
 */
import "./consequences";
import "./notice-kinds";

export { type By, OPERATOR, queueJob, SYSTEM, type TransactOptions, transact } from "./core/transact";
