import { idOfEnsure } from '../../configs/artillery/ensureId.ts';
import type { ToolVerdict } from '../../run/toolVerdict.ts';
import { add } from './counts.ts';

/** What the script states itself: whether it lists conditions for `ensure`, and whether the plugins are on. */
export interface StatedConditions {
  hasEnsure: boolean;
  hasEnsurePlugin: boolean;
  hasExpect: boolean;
  hasExpectPlugin: boolean;
}

/** Conditions of the script's own, as checks of the run: `expect` while it goes on, `ensure` at its end. */
export class ScriptVerdicts {
  private readonly held: Record<string, number> = {};
  private readonly broken: Record<string, number> = {};
  private readonly prefix: string;
  private readonly stated: StatedConditions;
  private isEnsureTold = false;
  private isChanged = false;

  constructor(
    private readonly testId: string,
    stated: StatedConditions,
  ) {
    this.prefix = `${testId}/artillery:`;
    this.stated = stated;
  }

  /** Counters such as `plugins.expect.failed.statusCode`. */
  counted(name: string, total: number): void {
    const [, result, type] = /^plugins\.expect\.(ok|failed)\.(.+)$/.exec(name) ?? [];
    if (result === undefined || type === undefined) return;
    add(result === 'ok' ? this.held : this.broken, type, total);
    this.isChanged = true;
  }

  /** The expectations as they stand, when there is news of them. */
  news(): ToolVerdict[] {
    if (!this.isChanged) return [];
    this.isChanged = false;
    const types = [...new Set([...Object.keys(this.held), ...Object.keys(this.broken)])].sort();
    return types.map((type): ToolVerdict => {
      const failed = this.broken[type] ?? 0;
      return {
        id: `${this.prefix} expect ${type}`,
        expression: `expect ${type}`,
        target: 'every response',
        state: failed > 0 ? 'failed' : 'ok',
        observed: failed,
        note: `${failed} of ${failed + (this.held[type] ?? 0)} responses were not as expected`,
      };
    });
  }

  ensured(checks: readonly { expression: string; isStrict: boolean; holds: boolean }[]): ToolVerdict[] {
    this.isEnsureTold = true;
    return checks.map(({ expression, isStrict, holds }): ToolVerdict => ({
      id: idOfEnsure(this.testId, expression),
      expression: `ensure ${expression}`,
      target: expression,
      state: holds ? 'ok' : isStrict ? 'failed' : 'warning',
      ...(holds ? {} : { note: 'Artillery also says so of a metric that did not occur in the run' }),
    }));
  }

  /** Conditions that the script states and nothing was said of. */
  missing(): ToolVerdict[] {
    const { hasEnsure, hasEnsurePlugin, hasExpect, hasExpectPlugin } = this.stated;
    const without = (what: string): string =>
      `the script states it, but Artillery only looks at it with \`plugins: { ${what}: {} }\` in its \`config\``;
    const missing: ToolVerdict[] = [];
    const noData = (what: string, note: string): void => {
      const expression = `${what} of the script`;
      missing.push({
        id: `${this.prefix} ${what}`,
        expression,
        target: 'as the script states',
        state: 'no-data',
        note,
      });
    };
    if (hasEnsure && !this.isEnsureTold) {
      noData('ensure', hasEnsurePlugin ? 'Artillery said nothing of it' : without('ensure'));
    }
    const isExpectTold = Object.keys(this.held).length + Object.keys(this.broken).length > 0;
    if (hasExpect && !isExpectTold) {
      noData('expect', hasExpectPlugin ? 'no response was looked at' : without('expect'));
    }
    return missing;
  }
}
