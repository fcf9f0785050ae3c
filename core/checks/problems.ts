import { problemMaker, type ProblemCatalogue } from '../problem.ts';
import { CONDITION_PROBLEMS } from './problems/conditionProblems.ts';
import { HABIT_PROBLEMS } from './problems/habitProblems.ts';
import { MEANING_PROBLEMS } from './problems/meaningProblems.ts';
import { SELECTOR_PROBLEMS } from './problems/selectorProblems.ts';

/** Everything that can be wrong with a check, a guard, a selector or a condition. */
export const CHECK_PROBLEMS = {
  ...SELECTOR_PROBLEMS,
  ...HABIT_PROBLEMS,
  ...CONDITION_PROBLEMS,
  ...MEANING_PROBLEMS,
} as const satisfies ProblemCatalogue;

/** Makes one of the problems of `CHECK_PROBLEMS`. Its span counts from the start of the text that was parsed. */
export const checkProblem = problemMaker(CHECK_PROBLEMS);
