export { listCardCountries, listCards } from "./queries";
