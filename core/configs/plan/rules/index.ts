import { capabilities } from './capabilities.ts';
import { contradictions } from './contradictions.ts';
import { defaultEnvironment } from './defaultEnvironment.ts';
import { files } from './files.ts';
import { options } from './options.ts';
import { references } from './references.ts';
import { repeatedChecks } from './repeatedChecks.ts';
import type { Rule } from './rule.ts';
import { runnerKeys } from './runnerKeys.ts';
import { scaletests } from './scaletests.ts';
import { shownSecrets } from './shownSecrets.ts';
import { stageSupport } from './stageSupport.ts';
import { suiteChecks } from './suiteChecks.ts';
import { windowLength } from './windowLength.ts';

/** Every rule that a plan must satisfy. To add one: a file in this folder, a line here, a code in `problems.ts`. */
export const PLAN_RULES: readonly Rule[] = [
  references,
  defaultEnvironment,
  runnerKeys,
  files,
  repeatedChecks,
  contradictions,
  capabilities,
  options,
  shownSecrets,
  stageSupport,
  scaletests,
  suiteChecks,
  windowLength,
];
