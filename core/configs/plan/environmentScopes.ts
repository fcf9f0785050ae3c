import type { Problem } from '../../problem.ts';
import type { YamlMap } from '../yaml/yamlNode.ts';
import { buildScope, type ScopeRequest } from './buildScope.ts';
import type { Scope } from './scope.ts';

export interface ReadScope {
  scope: Scope;
  problems: readonly Problem[];
}

/** The names in force in each environment, made once: every environment asks for the targets of all others. */
export class EnvironmentScopes {
  private readonly scopes = new Map<string | undefined, ReadScope>();

  constructor(
    private readonly root: YamlMap,
    private readonly source: string,
    private readonly request: Omit<ScopeRequest, 'environment'>,
  ) {}

  of(environment: string | undefined): ReadScope {
    let read = this.scopes.get(environment);
    if (!read) {
      const problems: Problem[] = [];
      read = { scope: buildScope(this.root, this.source, { ...this.request, environment }, problems), problems };
      this.scopes.set(environment, read);
    }
    return read;
  }
}
