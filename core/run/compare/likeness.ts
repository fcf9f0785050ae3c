import type { RunManifest } from '../runManifest.ts';

/** What must be the same in two runs for their values to be comparable. */
export interface Likeness {
  testId: string;
  loadHash: string;
  environment?: string;
  runner: string;
  tool: { name: string; version: string };
}

export function likenessOf({ testId, loadHash, environment, runner, tool }: RunManifest): Likeness {
  return { testId, loadHash, runner, tool, ...(environment && { environment: environment.id }) };
}

/** In words, where the two differ; empty when they are alike. */
export function differences(first: Likeness, second: Likeness): string[] {
  const hash = ({ loadHash }: Likeness): string => loadHash.slice(0, 8);
  const toolText = ({ tool }: Likeness): string => `${tool.name} ${tool.version}`;
  return [
    differs('test', first.testId, second.testId),
    first.loadHash !== second.loadHash && differs('load, script or target (load hash)', hash(first), hash(second)),
    differs('environment', first.environment, second.environment),
    differs('runner', first.runner, second.runner),
    differs('tool', toolText(first), toolText(second)),
  ].filter((text) => typeof text === 'string');
}

function differs(what: string, first: string | undefined, second: string | undefined): string | undefined {
  return first === second ? undefined : `${what}: ${first ?? 'none'} and ${second ?? 'none'}`;
}
