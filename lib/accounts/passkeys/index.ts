export {
  type CheckedPasskey,
  checkAnswer,
  checkMade,
  makeAddOptions,
  makeAskOptions,
} from "./ceremony";
export { addPasskey } from "./commands/add-passkey";
export { removePasskey } from "./commands/remove-passkey";
export { renamePasskey } from "./commands/rename-passkey";
export { listPasskeys, type PasskeyLine } from "./queries";
