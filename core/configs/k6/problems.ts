import { problemMaker } from '../../problem.ts';
import { K6_LOAD_PROBLEMS } from './problems/load.ts';
import { K6_MODULE_PROBLEMS } from './problems/modules.ts';
import { K6_THRESHOLD_PROBLEMS } from './problems/thresholds.ts';
import { K6_VALUE_PROBLEMS } from './problems/values.ts';

/**
 * Everything that can be said about a k6 script or config file. What k6 refuses is an error, what it silently leaves out
 * or can never do is a warning.
 */
export const K6_PROBLEMS = {
  ...K6_VALUE_PROBLEMS,
  ...K6_MODULE_PROBLEMS,
  ...K6_LOAD_PROBLEMS,
  ...K6_THRESHOLD_PROBLEMS,
};

export const k6Problem = problemMaker(K6_PROBLEMS);
