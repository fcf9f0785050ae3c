/** A mistake by its number in the list of those that Artillery swallows, and a script that has it and no other. */
export type Row = readonly [number: number, what: string, script: string];

export const TARGET = '  target: "http://127.0.0.1:3000"\n';
export const GET = '      - get: { url: "/" }\n';

/** A script with these lines in its config and these steps in its flow. */
export function script(config: string, steps = GET, target = TARGET): string {
  return `config:\n${target}${config}scenarios:\n  - flow:\n${steps}`;
}
export const step = (line: string): string => script('', `      - ${line}\n`);
export const phase = (keys: string): string => script(`  phases:\n    - ${keys}\n`);
export const request = (fields: string): string => step(`post: { url: "/", ${fields} }`);
export const scenarios = (text: string): string => `config:\n${TARGET}scenarios: ${text}\n`;
export const ensure = (fields: string): string => script(`  plugins: { ensure: {} }\n  ensure: { ${fields} }\n`);
export const withExpect = (fields: string): string =>
  script('  plugins: { expect: {} }\n', `      - get: { url: "/", ${fields} }\n`);
