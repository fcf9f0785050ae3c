import { problemMaker, type ProblemCatalogue } from '../../problem.ts';
import { CONFIG_PROBLEMS } from './problems/config.ts';
import { ENSURE_PROBLEMS } from './problems/ensure.ts';
import { FILE_PROBLEMS } from './problems/files.ts';
import { FLOW_PROBLEMS } from './problems/flow.ts';
import { PHASE_PROBLEMS } from './problems/phases.ts';
import { PLUGIN_PROBLEMS } from './problems/plugins.ts';
import { REQUEST_PROBLEMS } from './problems/requests.ts';
import { STRUCTURE_PROBLEMS } from './problems/structure.ts';
import { TEMPLATE_PROBLEMS } from './problems/templates.ts';

/** Everything that can be wrong with an Artillery script, apart from its YAML (`yaml-…`). */
export const ARTILLERY_PROBLEMS = {
  ...STRUCTURE_PROBLEMS,
  ...CONFIG_PROBLEMS,
  ...PHASE_PROBLEMS,
  ...FLOW_PROBLEMS,
  ...REQUEST_PROBLEMS,
  ...TEMPLATE_PROBLEMS,
  ...PLUGIN_PROBLEMS,
  ...ENSURE_PROBLEMS,
  ...FILE_PROBLEMS,
} as const satisfies ProblemCatalogue;

export const artilleryProblem = problemMaker(ARTILLERY_PROBLEMS);
