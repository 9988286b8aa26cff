// Read [source, flags] pairs of regular expressions as JSON, and write what recheck proves of each:
// with its automaton only, which finds every way to match and guesses nothing.
import { readFileSync } from "node:fs";
import { checkSync } from "recheck";

const limits = { checker: "automaton", timeout: 20_000, maxRepeatCount: 100, maxNFASize: 100_000 };
const verdicts = JSON.parse(readFileSync(0, "utf8")).map(([source, flags]) => {
  const { status, complexity, error } = checkSync(source, flags, limits);
  return [status, complexity?.summary ?? error?.message ?? error?.kind ?? ""];
});
process.stdout.write(JSON.stringify(verdicts), () => process.exit());
