export { amendApplication } from "./commands/amend-application";
export { answerQuestion } from "./commands/answer-question";
export { askApplicant } from "./commands/ask-applicant";
export { decideApplication } from "./commands/decide-application";
export { requestStatusLink } from "./commands/request-status-link";
export { withdrawApplication } from "./commands/withdraw-application";
export {
  type ApplicationLine,
  type DecidedApplication,
  findOwnApplication,
  listApplications,
  listDecidedApplications,
  type OwnApplication,
} from "./queries";
