import { contradictingTargets, demandsOf } from '../contradictingTargets.ts';
import type { Rule } from './rule.ts';

/** Two tests of one plan that promise different things for one requirement. */
export const contradictions: Rule = ({ plan }) => {
  const demands = demandsOf(plan);
  return contradictingTargets(demands, demands);
};
