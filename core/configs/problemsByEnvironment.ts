import type { Problem } from '../problem.ts';

/** What was found when a file was read for one environment; `undefined` for none. */
export interface EnvironmentProblems {
  environment?: string;
  problems: readonly Problem[];
}

/** Each problem once. One that only some environments have says which. */
export function mergeProblems(found: readonly EnvironmentProblems[]): Problem[] {
  const keyOf = ({ code, span, message }: Problem): string => `${span[0]}:${span[1]}:${code}:${message}`;
  const environmentsOf = new Map<string, { problem: Problem; environments: string[] }>();
  for (const { environment = '', problems } of found) {
    for (const problem of problems) {
      const entry = environmentsOf.get(keyOf(problem)) ?? { problem, environments: [] };
      if (!entry.environments.includes(environment)) entry.environments.push(environment);
      environmentsOf.set(keyOf(problem), entry);
    }
  }
  return [...environmentsOf.values()].map(({ problem, environments }) => {
    const named = environments.filter((id) => id !== '' && !problem.message.includes(`\`${id}\``));
    const everywhere = environments.length === found.length;
    if (everywhere || named.length === 0) return problem;
    return { ...problem, message: `${problem.message} (In environment ${named.map((id) => `\`${id}\``).join(', ')}.)` };
  });
}
