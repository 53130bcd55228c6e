export { patrolRevision, undoInPatrol } from "./commands";
export { findPatrolled, findToPatrol, listNotPatrolled, listToPatrol } from "./queries";
