export {
  type CopiedLaw,
  findCopyTarget,
  findLawStructure,
  listCopyableLaws,
  listCountriesWithLaws,
} from "./queries";
