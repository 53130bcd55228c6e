import { blocks, type SeedTopic } from "./topic";

/** Topics in the restricted rooms. */
export const ROOM_TOPICS: readonly SeedTopic[] = [
  {
    key: "what-belongs-among-members",
    category: "among-members",
    language: "en",
    title: "What do you write here that you would not write in public?",
    isQuestion: false,
    topics: ["legislation", "electronic-evidence"],
    countries: [],
    articles: [],
    about: null,
    message: blocks(
      "Only signed-in members read this room. Search engines do not, and neither do visitors.",
      "Some subjects are easier among colleagues: a bill that is not published yet, a form that you are not sure about, a provider that answers slowly, a training that did not work. They are practice, and others can learn from them.",
      "What stays out is the same as everywhere on this site (/charter): no case, no person, no file number, and nothing that your office treats as confidential. Anybody who may join can read this room, so it is no place for secrets.",
      "Which subjects would you like to discuss here, and with whom?",
    ),
  },
  {
    key: "what-belongs-among-practitioners",
    category: "among-practitioners",
    language: "en",
    title: "Methods, tools and limits: what should practitioners exchange here, and what not?",
    isQuestion: false,
    topics: ["electronic-evidence", "procedural-powers"],
    countries: [],
    articles: ["185:19"],
    about: null,
    message: blocks(
      "Verified practitioners, focal points and moderators read this room, each in a session with a second factor.",
      "That makes it the place for how the work is done: how a search of stored data under Article 19 (/convention/185/19) is prepared, which steps of an examination courts have questioned, how an emergency request is worded, where a method has its limits.",
      "It does not make it a channel for cases. Data about a case goes through the channels that your law names, with their own records. If a question cannot be asked without naming a suspect, a victim or an address, describe the pattern instead, or do not ask it here.",
      "What would help you most: checklists, templates, or accounts of what went wrong?",
    ),
  },
];
