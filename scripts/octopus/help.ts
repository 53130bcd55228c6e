import type { Command } from "./command";

const CALL = "npm run octopus --";

function table(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`).join("\n");
}

/** Formats the help of one command. */
export function commandHelp({ name, about, operands = [], options = {} }: Command): string {
  const rows = Object.entries(options).map(([option, { value, about: what }]): [string, string] => [
    `--${option}${value ? ` ${value}` : ""}`,
    what,
  ]);
  const call = [CALL, name, ...operands, "[options]"].join(" ");
  return `${about}\n\nUsage: ${call}\n\nOptions:\n${table([...rows, ["--help", "shows this"]])}\n`;
}

/** Formats the list of all commands. */
export function overallHelp(commands: Command[]): string {
  const rows = commands.map(({ name, operands = [], about }): [string, string] => [
    [name, ...operands].join(" "),
    about,
  ]);
  return `Usage: ${CALL} COMMAND [options]\n\nCommands:\n${table(rows)}\n\nFor help on a command: ${CALL} COMMAND --help\n`;
}
