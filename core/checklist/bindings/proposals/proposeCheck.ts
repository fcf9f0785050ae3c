import { printCondition } from '../../../checks/print.ts';
import type { Condition } from '../../../checks/check.ts';
import type { NamedPlan } from '../../../configs/plan/plan.ts';
import { descriptionOf, type JudgedCheck } from '../../../run/judge.ts';
import { questionText } from '../../evidence/limitsText.ts';
import { compareLimits, type LimitLikeness } from '../../limits.ts';
import { doubtLoad, doubtNaming } from './doubtNaming.ts';
import { namedTests, type Naming, type TestOfPlan } from './namedTests.ts';
import type { OpenPlace } from './places.ts';
import { Doubts } from './proposal.ts';
import { fitOf, statedIn, type Stated } from './stated.ts';
import { furtherWords, wordsOf } from './words.ts';

/** A check that measures what a text speaks of. */
interface Candidate {
  of: TestOfPlan;
  check: JudgedCheck;
  likeness: LimitLikeness;
  isStatisticAssumed: boolean;
  /** Of a check of a part, such as `{request=search}`: whether the words name that part. */
  part: 'none' | 'named' | 'unnamed';
}

/** What a target of a place can be bound to, before it is a proposal. */
export interface ProposedCheck {
  kind: 'check' | 'monitor';
  name: string;
  plan: NamedPlan;
  stated: Stated;
  planned: string;
  isSameLimit: boolean;
  doubts: Doubts;
  others: string[];
}

/** The best check for one target of a place; undefined where none fits. */
export function proposeCheck(
  place: OpenPlace,
  stated: Stated,
  tests: readonly TestOfPlan[],
): ProposedCheck | undefined {
  const naming = namedTests([place.words, ...place.above], tests);
  const fitting = fittingChecks(place, stated, tests);
  const required = fitting.filter((one) => isRequiredBy(one, place.requirement));
  const ofNamed = naming === undefined ? fitting : fitting.filter(({ of }) => naming.tests.includes(of));
  const candidates = preferred(required.length > 0 ? required : ofNamed);
  const [best, ...others] = candidates.toSorted((a, b) => RANK.indexOf(a.likeness) - RANK.indexOf(b.likeness));
  if (best === undefined) return undefined;
  const doubts = new Doubts();
  const { check, of } = best;
  const planned = questionText(descriptionOf(check));
  doubtLimit(doubts, best, stated, place, planned);
  const monitor = of.plan.plan.monitors.find(({ id }) => id === check.selector.metric);
  const isOfOnePlan = candidates.every(({ of: { plan } }) => plan === of.plan);
  if (monitor !== undefined && naming === undefined && others.length > 0 && isOfOnePlan) {
    const isSameLimit = candidates.every(({ likeness }) => likeness === 'same');
    doubts.atMost(isSameLimit ? 'likely' : 'possible', `${candidates.length} checks judge the monitor ${monitor.id}`);
    doubtReading(doubts, best, stated, place);
    return { kind: 'monitor', name: monitor.id, plan: of.plan, stated, planned, isSameLimit, doubts, others: [] };
  }
  doubtTest(doubts, best, others, naming, required.length > 0 ? place.requirement : undefined);
  doubtReading(doubts, best, stated, place);
  doubtLoad(doubts, place.above, of);
  return {
    ...{ kind: 'check', name: check.id, plan: of.plan, stated, planned, doubts },
    isSameLimit: best.likeness === 'same',
    others: others.map((one) => one.check.id),
  };
}

const RANK: readonly LimitLikeness[] = ['same', 'edge', 'other', 'incomparable'];

function fittingChecks(place: OpenPlace, stated: Stated, tests: readonly TestOfPlan[]): Candidate[] {
  const words = new Set([...wordsOf([place.words, ...place.above].join(' ')), ...stated.subject]);
  return tests.flatMap((of) =>
    of.test.checks.flatMap(({ check }): Candidate[] => {
      const fit = fitOf(stated, check);
      const { target } = check.levels;
      if (fit === undefined || target === undefined) return [];
      const likeness = compareLimits(stated.condition, target);
      if (likeness === 'incomparable') return [];
      const tags = Object.values(check.selector.tags);
      const isNamed = tags.every((value) => wordsOf(value).every((word) => words.has(word)));
      const part = tags.length === 0 ? 'none' : isNamed ? 'named' : 'unnamed';
      return [{ of, check, likeness, isStatisticAssumed: fit !== 'same', part }];
    }),
  );
}

/** Of the checks of one test, those of a part that the words name; else those of the whole test. */
function preferred(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ of, part }) => {
    const ofTest = candidates.filter((one) => one.of === of);
    const has = (wanted: Candidate['part'], isSame = false): boolean =>
      ofTest.some((one) => one.part === wanted && (!isSame || one.likeness === 'same'));
    // The words may be those that name the test, so the limit of the whole test counts as well.
    if (has('named')) return part === 'named' || (part === 'none' && has('none', true) && !has('named', true));
    return !has('none') || part === 'none';
  });
}

function isRequiredBy({ of: { test }, check }: Candidate, requirement: string | undefined): boolean {
  if (requirement === undefined) return false;
  return check.requirement === requirement || test.requirements.some(({ value }) => value === requirement);
}

function doubtTest(
  doubts: Doubts,
  { of: { test, plan }, part, check, likeness }: Candidate,
  others: readonly Candidate[],
  naming: Naming | undefined,
  requirement: string | undefined,
): void {
  if (requirement !== undefined) doubts.note(`both are of requirement ${requirement}`);
  else if (naming === undefined) {
    const isOnly = others.length === 0;
    const why = isOnly ? `no other check of ${plan.file} measures it` : 'the text names no test';
    doubts.atMost(isOnly && likeness === 'same' ? 'likely' : 'possible', why);
  } else doubtNaming(doubts, naming, test.id);
  if (others.length > 0) {
    const isAlone = likeness === 'same' && others.every((one) => one.likeness === 'other');
    doubts.atMost(isAlone ? 'likely' : 'possible', `${others.map((one) => one.check.id).join(', ')} would fit as well`);
  }
  if (part === 'named') doubts.atMost('likely', `${check.id} measures the part that the text names`);
  if (part === 'unnamed') doubts.atMost('possible', `${check.id} measures a part that the text does not name`);
  const { environments, environment, evidence } = plan.plan;
  if (environments.length > 0 && environment === undefined && evidence?.environment === undefined)
    doubts.atMost('likely', `${plan.file} does not say in which environment it must be measured`);
}

function doubtLimit(
  doubts: Doubts,
  { check, likeness }: Candidate,
  { target, condition }: Stated,
  place: OpenPlace,
  planned: string,
): void {
  const limits = new Set(place.targets.filter((one) => isOfSameThing(one, target)).map((one) => conditionOf(one)));
  const conflicting = [...limits].filter((one) => one === undefined || isOther(one, condition));
  if (likeness !== 'same') doubts.atMost('likely', `the text says ${printCondition(condition)}, the plan ${planned}`);
  else if (conflicting.length > 0) doubts.atMost('likely', 'the text states several limits for it');
  else doubts.note('metric, statistic and limit are the same');
  const fires = [check.levels.critical, check.levels.warn].filter((one) => one !== undefined);
  const alarms = place.alarms.flatMap((one) => (isOfSameThing(one, target) ? (conditionOf(one) ?? []) : []));
  const missed = fires.filter((one) => alarms.length > 0 && alarms.every((alarm) => isOther(alarm, one)));
  if (missed.length > 0) {
    const said = alarms.map(printCondition).join(', ');
    doubts.atMost(
      'likely',
      `as further level the text says ${said}, the plan ${missed.map(printCondition).join(', ')}`,
    );
  }
}

function isOther(one: Condition, other: Condition): boolean {
  const likeness = compareLimits(one, other);
  return likeness === 'other' || likeness === 'incomparable';
}

function isOfSameThing(one: OpenPlace['targets'][number], target: OpenPlace['targets'][number]): boolean {
  if (one.hasMetric !== target.hasMetric) return false;
  const [a, b] = [statedIn(one)?.selector, statedIn(target)?.selector];
  return target.hasMetric ? a?.metric === b?.metric && a?.statistic === b?.statistic : true;
}

function conditionOf(target: OpenPlace['targets'][number]): Condition | undefined {
  return statedIn(target)?.condition;
}

function doubtReading(
  doubts: Doubts,
  { of, check, isStatisticAssumed }: Candidate,
  stated: Stated,
  place: OpenPlace,
): void {
  const { target, selector } = stated;
  if (isStatisticAssumed) doubts.atMost('likely', 'the text does not say which statistic');
  if (target.isNegated === true) doubts.atMost('likely', 'a word such as "not" may turn the limit into its opposite');
  if (target.confidence === 'guess') doubts.atMost('possible', target.reason);
  if (target.isElsewhere === true && selector !== undefined)
    doubts.atMost('possible', 'the text takes it from somewhere else than the load test');
  const known = new Set([
    ...of.names.flatMap(({ words }) => words),
    ...Object.values(check.selector.tags).flatMap(wordsOf),
    ...(selector === undefined ? wordsOf(target.subject ?? '') : []),
  ]);
  const unknown = furtherWords(target.subject ?? '', known);
  if (selector !== undefined && unknown.length > 0)
    doubts.atMost('possible', `the check does not tell "${target.subject ?? ''}" from the rest of the test`);
  const further = furtherWords(place.words, known).filter((word) => !unknown.includes(word));
  if (further.length > 0)
    doubts.atMost('likely', `the text says more than the check measures ("${further.join(' ')}")`);
}
