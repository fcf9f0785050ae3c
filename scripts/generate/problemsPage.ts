import type { ProblemCatalogue } from '../../core/problem.ts';

/** A section for every code: what it says, with names standing in for the details. */
export function problemsPage(groups: readonly { title: string; catalogue: ProblemCatalogue }[]): string {
  const lines = [
    '# Problems',
    '',
    'Every problem that `headroom validate` and the editor report, by its code. Generated; run `npm run generate`.',
  ];
  for (const { title, catalogue } of groups) {
    lines.push('', `## ${title}`);
    for (const [code, { severity, message }] of Object.entries(catalogue)) {
      lines.push('', `### ${code}`, '', `_${severity}_: ${exampleOf(message)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The message with `…` for every argument. Arguments are texts, lists of texts, or switches. */
function exampleOf(message: (...args: never[]) => string): string {
  const attempts: unknown[] = ['…', ['…'], 0];
  for (const first of attempts) {
    for (const other of attempts) {
      const args = [first, other, other, other, undefined].slice(0, Math.max(message.length, 1));
      try {
        return (message as (...values: unknown[]) => string)(...args);
      } catch {
        // The next combination fits.
      }
    }
  }
  throw new Error(`No example can be made for ${message.toString()}`);
}
