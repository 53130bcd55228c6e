export { findMails, type Place, withReader } from "./mbox";
export { type ArchivedHead, readHead, readWords } from "./read-archived";
export { bareSubject, type Thread, threadsOf } from "./threads";
