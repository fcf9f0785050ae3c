import { sortProblems, type Problem } from '../../problem.ts';
import { mergeProblems } from '../problemsByEnvironment.ts';
import { readYaml } from '../yaml/readYaml.ts';
import type { YamlEntry, YamlMap } from '../yaml/yamlNode.ts';
import { child, entriesOf } from './buildScope.ts';
import { EnvironmentScopes } from './environmentScopes.ts';
import { environmentModel, planModel } from './model.ts';
import type { Plan } from './plan.ts';
import { planProblem } from './problems.ts';
import { resolvePlan } from './resolvePlan.ts';
import type { FileKind } from './rules/rule.ts';
import { withoutEchoes } from './syntaxEchoes.ts';

export interface PlanOptions {
  /** Id of the environment to resolve for; the default one otherwise. */
  environment?: string;
  /** Values of `--set name=value`. */
  overrides?: ReadonlyMap<string, string>;
  /** Values of the process environment and `env_file`. Without it the plan is only validated, not made ready to run. */
  environmentVariable?: (name: string) => string | undefined;
  /** What stands under a path relative to the plan. */
  fileKind?: (path: string) => FileKind;
  /** Column names of a CSV file, by its path relative to the plan; undefined when it cannot be read. */
  columnsOf?: (path: string) => readonly string[] | undefined;
}

export interface PlanReading {
  /** Absent when the text is no mapping. It holds everything that could be read, also when there are problems. */
  plan?: Plan;
  /** The text as it was read; absent where it is no mapping. */
  root?: YamlMap;
  problems: Problem[];
}

/** Small plans are read for every environment; large ones for as many as can be answered in time. */
const MOST_CHARACTERS_RESOLVED = 2_000_000;

const EMPTY_REMEDY = 'A plan begins with `headroom: 1`.';

/**
 * Reads a plan. Never throws: what cannot be read is reported at its characters and left out. Problems are those of
 * every environment of the plan, because a value that fits one may not fit another; `options.environment` narrows
 * that to one.
 */
export function parsePlan(text: string, options: PlanOptions = {}): PlanReading {
  const reading = readYaml(text, EMPTY_REMEDY);
  const { root } = reading;
  if (!root) return { problems: reading.problems };
  if (root.kind !== 'map') {
    const problem: Problem = {
      code: 'wrong-kind',
      severity: 'error',
      span: root.span,
      message: `A plan is a mapping. ${EMPTY_REMEDY}`,
    };
    // A text that is not even a mapping is most often the echo of a syntax error.
    return { problems: reading.problems.length > 0 ? reading.problems : [problem] };
  }
  const environments = entriesOf(child(root, planModel, 'environments'));
  const chosen = options.environment ?? defaultEnvironmentId(root);
  const others =
    options.environment === undefined ? environments.map(({ key }) => key).filter((id) => id !== chosen) : [];
  const scopes = new EnvironmentScopes(root, text, options);
  const { fileKind, columnsOf } = options;
  const main = resolvePlan(root, text, { environment: chosen, scopes, fileKind, columnsOf });
  const found = [{ environment: chosen, problems: main.problems }];
  const most = Math.max(1, Math.floor(MOST_CHARACTERS_RESOLVED / text.length));
  for (const environment of others.slice(0, most)) {
    found.push({
      environment,
      problems: resolvePlan(root, text, { environment, scopes, fileKind, columnsOf }).problems,
    });
  }
  const problems = [
    ...reading.problems,
    ...withoutEchoes(mergeProblems(found), text, reading),
    ...notResolved(environments, others.slice(most)),
  ];
  return { plan: main.plan, root, problems: sortProblems(problems) };
}

/** Never silently: a plan that was not checked for an environment is not said to be right for it. */
function notResolved(environments: readonly YamlEntry[], left: readonly string[]): Problem[] {
  const first = environments.find(({ key }) => key === left[0]);
  return first ? [planProblem('environments-not-read', first.keySpan, left.length, first.key)] : [];
}

/** The only environment, or the one marked as default; never a protected one. */
function defaultEnvironmentId(root: Parameters<typeof child>[0]): string | undefined {
  const environments = entriesOf(child(root, planModel, 'environments'));
  const is = (entry: (typeof environments)[number], key: string): boolean => {
    const node = child(entry.value, environmentModel, key);
    return node?.kind === 'scalar' && node.text === 'true';
  };
  const open = environments.filter((entry) => !is(entry, 'protected'));
  return (open.find((entry) => is(entry, 'default')) ?? (environments.length === 1 ? open[0] : undefined))?.key;
}
