// Holds an AsyncAPI document against the specification: nothing is printed when nothing is wrong.
import { readFile } from "node:fs/promises";
import { Parser } from "@asyncapi/parser";

const [file] = process.argv.slice(2);
const { diagnostics } = await new Parser().parse(await readFile(file, "utf8"));
for (const { message, path, severity } of diagnostics) console.log(severity, path.join("."), message);
process.exitCode = diagnostics.some(({ severity }) => severity < 2) ? 1 : 0;
