/** What a list of the screen is taken away as. */
export type DataFormat = "csv" | "json";

/** A list as a file, named without its ending: a table to keep, or data that a browser shows as well. */
export function dataFile(format: DataFormat, name: string, text: string) {
  const [type, disposition] = format === "csv" ? ["text/csv", "attachment"] : ["application/json", "inline"];
  return {
    text,
    type: `${type}; charset=utf-8`,
    headers: { "content-disposition": `${disposition}; filename="${name}.${format}"` },
  };
}
