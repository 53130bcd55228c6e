/*
 * The transaction for pages, jobs, commands and tests: with the consequences of each fact, the kinds of
 * notices, and the personal data. Domains import `core/transact` instead, since the tables below import all of
 * them.
 */
import "./audiences";
import "./consequences";
import "./notice-kinds";
import "./personal-data";
import "./webhook-kinds";

export { type By, OPERATOR, queueJob, SYSTEM, type TransactOptions, transact } from "./core/transact";
