/** What Artillery only mentions in passing although the run is then not the one that the script describes. */
const FAULTS: readonly { pattern: RegExp; say: (what: string) => string }[] = [
  {
    pattern: /environment (\S+) is set but is not defined in the script/,
    say: (name) =>
      `environment ${name} is not in the script, so its target and phases were not used. Correct \`with: { environment: … }\``,
  },
  {
    pattern: /custom function (.+) could not be found/,
    say: (name) =>
      `function ${name} is not exported by the script's processor, so it was left out. Export it or correct its name`,
  },
  {
    pattern: /^(Unknown phase spec).*skipping/,
    say: () =>
      'a phase of the script was left out, because it says nothing that Artillery understands. Give it a duration and an arrivalRate, arrivalCount or pause',
  },
  {
    pattern: /Could not load plugin: (\S+)/,
    say: (name) =>
      `plugin ${name} could not be loaded, so what it should do was left out. Install it, or take it out of the script`,
  },
  {
    pattern: /could not read dotenv file: (.+)/,
    say: (file) => `the dotenv file ${file} could not be read. Correct \`with: { dotenv: … }\``,
  },
  {
    pattern: /engine (\S+) specified but module/,
    say: (name) =>
      `engine ${name} could not be loaded. Install artillery-engine-${name}, or correct its name in the script`,
  },
  {
    pattern: /Expectation '(.+)' is not supported/,
    say: (name) =>
      `expectation ${name} is none that Artillery knows, so nothing was expected. Correct its name in the script`,
  },
];

/** Why the run is not what the script says, when a line of output tells so. */
export function faultInLine(line: string): string | undefined {
  for (const { pattern, say } of FAULTS) {
    const found = pattern.exec(line);
    if (found !== null) return say((found[1] ?? '').trim());
  }
  return undefined;
}

/** A function of the flow that does not exist is skipped, and counted as an error under this name. */
export function faultInError(error: string): string | undefined {
  const name = /^Undefined function "(.+)"$/.exec(error)?.[1];
  return name === undefined
    ? undefined
    : `function ${name} is not exported by the script's processor, so it was left out. Export it or correct its name`;
}

const EXIT_CODES: Readonly<Record<number, string>> = {
  1: 'it refused the script, its data or its options, or a hook before or after the load failed',
  2: 'it does not understand the command, so this version of Artillery may be one that Headroom does not know',
  7: 'it could not record to Artillery Cloud',
  8: 'the run was ended from Artillery Cloud',
  11: 'a worker broke down, as it does over a processor, engine or phase that it cannot use',
  127: 'it does not know the command `run`',
};

/** How Artillery ended, in words. */
export function exitInWords(code: number | null, signal: string | null): string {
  if (signal !== null) return `Artillery was ended by ${signal}`;
  const meaning = code === null ? undefined : EXIT_CODES[code];
  return `Artillery ended with exit code ${code}${meaning === undefined ? '' : `: ${meaning}`}`;
}
