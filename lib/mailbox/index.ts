export { askQuestion, replyToAnswer } from "./commands/ask";
export { answerQuestion, claimQuestion, decideQuestion, noteQuestion } from "./commands/work";
export type { ReplyLink } from "./find-reply-link";
export { mailAnswer } from "./mail-answer";
export { findContact, type PreparedQuestion, prepareOwnQuestion, prepareQuestion } from "./prepare-question";
export {
  countQuestions,
  type EntryLine,
  findAnswer,
  findOwnAddress,
  findQuestion,
  listQuestions,
  MAX_SEARCHED,
  MailboxQuery,
  type QuestionLine,
  type QuestionThread,
} from "./queries";
