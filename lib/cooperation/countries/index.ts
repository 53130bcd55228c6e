export { listCountriesWith, listRecordsOf } from "./queries";
