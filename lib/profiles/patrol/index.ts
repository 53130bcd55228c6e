export { patrolRevision, undoInPatrol } from "./commands";
export { findPatrolled, listToPatrol } from "./queries";
