/*
 * The transaction as pages, jobs, commands and tests use it: with everything that follows from each fact, and with what
 * notices tell of, and what is kept about members. Domains import `core/transact` itself, since the tables below import all of them.
 */
import "./consequences";
import "./notice-kinds";
import "./personal-data";

export { type By, OPERATOR, queueJob, SYSTEM, type TransactOptions, transact } from "./core/transact";
