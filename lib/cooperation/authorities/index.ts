export { listAuthorities, listAuthorityCountries } from "./queries";
