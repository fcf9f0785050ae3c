import { problemMaker, type ProblemCatalogue } from '../../problem.ts';
import { HTTP_PROBLEMS } from './problems/http.ts';
import { KEY_PROBLEMS } from './problems/keys.ts';
import { NAME_PROBLEMS } from './problems/names.ts';
import { OUTPUT_PROBLEMS } from './problems/outputs.ts';
import { REFERENCE_PROBLEMS } from './problems/references.ts';
import { TEST_PROBLEMS } from './problems/tests.ts';
import { VALUE_PROBLEMS } from './problems/values.ts';

/** Everything that can be wrong with a plan, apart from its YAML (`yaml-…`) and its expressions (`check-…`). */
export const PLAN_PROBLEMS = {
  ...KEY_PROBLEMS,
  ...VALUE_PROBLEMS,
  ...NAME_PROBLEMS,
  ...TEST_PROBLEMS,
  ...HTTP_PROBLEMS,
  ...OUTPUT_PROBLEMS,
  ...REFERENCE_PROBLEMS,
} as const satisfies ProblemCatalogue;

export const planProblem = problemMaker(PLAN_PROBLEMS);
