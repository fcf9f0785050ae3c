import type { Problem } from '../../problem.ts';
import type { YamlMap, YamlNode } from '../yaml/yamlNode.ts';
import { buildScope, child, entriesOf, isMapOrAbsent, type ScopeRequest } from './buildScope.ts';
import { environmentModel, planModel } from './model.ts';
import type { Scope } from './scope.ts';

export interface ReadScope {
  scope: Scope;
  problems: readonly Problem[];
}

/** The names in force in each environment, made once: every environment asks for the targets of all others. */
export class EnvironmentScopes {
  private readonly scopes = new Map<string | undefined, ReadScope>();
  private readonly environments = new Map<string, YamlNode>();
  private readonly targetIsKnown: boolean;
  private readonly targetScopes = new Map<string, ReadScope>();

  constructor(
    private readonly root: YamlMap,
    private readonly source: string,
    private readonly request: Pick<ScopeRequest, 'overrides' | 'environmentVariable'>,
  ) {
    const node = child(root, planModel, 'environments');
    for (const { key, value } of entriesOf(node)) this.environments.set(key, value);
    // One that could not be read may have a target.
    this.targetIsKnown =
      !isMapOrAbsent(node) ||
      entriesOf(node).some(({ value }) => value.kind !== 'map' || child(value, environmentModel, 'target'));
  }

  of(environment: string | undefined): ReadScope {
    const read = this.scopes.get(environment) ?? this.build(environment, false);
    this.scopes.set(environment, read);
    return read;
  }

  /** A scope that is good for the target of the environment only. */
  ofTarget(environment: string): Scope {
    const read = this.scopes.get(environment) ?? this.targetScopes.get(environment) ?? this.build(environment, true);
    this.targetScopes.set(environment, read);
    return read.scope;
  }

  private build(environment: string | undefined, isForTarget: boolean): ReadScope {
    const problems: Problem[] = [];
    const { targetIsKnown } = this;
    const chosen = environment === undefined ? undefined : this.environments.get(environment);
    const request = { ...this.request, environment, chosen, targetIsKnown, isForTarget };
    return { scope: buildScope(this.root, this.source, request, problems), problems };
  }
}
