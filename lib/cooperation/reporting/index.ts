export { listReportingCountries } from "./queries";
