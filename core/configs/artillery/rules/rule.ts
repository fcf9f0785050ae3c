import type { Problem } from '../../../problem.ts';
import type { ArtilleryFacts } from '../facts.ts';
import type { EffectiveConfig } from '../model/effectiveConfigs.ts';
import type { ArtilleryScript } from '../model/script.ts';

export interface RuleContext {
  script: ArtilleryScript;
  text: string;
  facts: ArtilleryFacts;
  /** Every config that the script can be run with. */
  configs: readonly EffectiveConfig[];
}

/** One semantic rule: it looks at a script as it is written and says what will not work. */
export type ScriptRule = (context: RuleContext) => Iterable<Problem>;

/** The same for a config as one environment makes it. */
export type ConfigRule = (config: EffectiveConfig, context: RuleContext) => Iterable<Problem>;
