export { countLog, listLog, listOwnActions } from "./queries";
