import type { ProblemCatalogue } from '../../core/problem.ts';

/** A section for every code: what it says, with names standing in for the details. */
export function problemsPage(groups: readonly { title: string; catalogue: ProblemCatalogue }[]): string {
  const lines = [
    '# Problems',
    '',
    'Every problem that `headroom validate`, `headroom checklist` and the editor report, by its code. Generated; run `npm run generate`.',
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
  for (const args of attemptsOf(Math.max(message.length, 1))) {
    try {
      return (message as (...values: unknown[]) => string)(...args);
    } catch {
      // The next combination fits.
    }
  }
  throw new Error(`No example can be made for ${message.toString()}`);
}

function attemptsOf(count: number): unknown[][] {
  if (count === 0) return [[]];
  const rest = attemptsOf(count - 1);
  return ['…', ['…'], 0].flatMap((first) => rest.map((others) => [first, ...others]));
}
