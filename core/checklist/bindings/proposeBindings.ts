import { printCondition, printExpression } from '../../checks/print.ts';
import type { NamedPlan } from '../../configs/plan/plan.ts';
import type { Checklist } from '../checklist.ts';
import { commentFor } from './proposals/commentFor.ts';
import { testsOf, type TestOfPlan } from './proposals/namedTests.ts';
import { openPlaces, type OpenPlace } from './proposals/places.ts';
import { proposeCheck, type ProposedCheck } from './proposals/proposeCheck.ts';
import { proposeCapacity, proposePreflight, type ProposedOther } from './proposals/proposeOthers.ts';
import { rankOf, type BindingProposal } from './proposals/proposal.ts';
import { statedIn, type Stated } from './proposals/stated.ts';

/**
 * What items and rows that are bound to nothing could be bound to, in the order of the text: the check that measures what
 * they state, in the test that they name. At most one for each, with what else fits.
 */
export function proposeBindings(text: string, checklist: Checklist, plans: readonly NamedPlan[]): BindingProposal[] {
  const tests = testsOf(plans);
  if (plans.length === 0) return [];
  return openPlaces(text, checklist).flatMap((place) => {
    const found = ofChecks(place, tests, plans) ?? ofOthers(place, tests, plans);
    return found === undefined ? [] : [found];
  });
}

function ofChecks(
  place: OpenPlace,
  tests: readonly TestOfPlan[],
  plans: readonly NamedPlan[],
): BindingProposal | undefined {
  const stated = place.targets.flatMap((target) => statedIn(target) ?? []);
  const things = new Set(stated.map(thingOf));
  const proposals = stated.flatMap((one): BindingProposal[] => {
    const found = proposeCheck(place, one, tests);
    const comment = found && commentFor(found.kind, found.name, plans);
    return found === undefined || comment === undefined ? [] : [proposalOf(place, found, comment, things.size)];
  });
  return proposals.toSorted((a, b) => rankOf(a.confidence) - rankOf(b.confidence))[0];
}

function proposalOf(place: OpenPlace, found: ProposedCheck, comment: string, things: number): BindingProposal {
  const { kind, name, plan, stated, planned, isSameLimit, doubts, others } = found;
  if (things > 1) doubts.atMost('possible', `the text states limits for ${things} things, and an item is bound to one`);
  return {
    ...{ on: place.on, line: place.line, text: place.title, bound: { kind, name }, plan: plan.file, comment },
    ...{ stated: textOf(stated), span: stated.target.span, planned, isSameLimit },
    ...{ confidence: doubts.confidence, reason: doubts.reason, others },
  };
}

function ofOthers(
  place: OpenPlace,
  tests: readonly TestOfPlan[],
  plans: readonly NamedPlan[],
): BindingProposal | undefined {
  const found: ProposedOther | undefined =
    proposeCapacity(place, tests) ?? plans.map((plan) => proposePreflight(place, plan)).find((one) => one);
  const comment = found && commentFor(found.kind, found.name, plans);
  if (found === undefined || comment === undefined) return undefined;
  const { kind, name, planned, doubts, others } = found;
  const plan = plans.find((one) => commentFor(kind, name, [one]) !== undefined)?.file ?? '';
  return {
    ...{ on: place.on, line: place.line, text: place.title, bound: { kind, name }, plan, comment, planned },
    ...{ confidence: doubts.confidence, reason: doubts.reason, others },
  };
}

/** What is measured, whatever the limit. */
function thingOf({ selector, subject, statistic }: Stated): string {
  return selector === undefined ? [...subject, statistic].join(' ') : printSelectorOf(selector);
}

function printSelectorOf({ metric, statistic }: NonNullable<Stated['selector']>): string {
  return [statistic, metric].join(' ');
}

function textOf({ selector, condition, target }: Stated): string {
  if (selector !== undefined) return printExpression({ selector, condition });
  return `${target.subject ?? ''} ${printCondition(condition)}`.trim();
}
