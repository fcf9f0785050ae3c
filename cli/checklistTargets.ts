import path from 'node:path';
import { addChecks } from '../core/checklist/targetChecks/addChecks.ts';
import { isNotProposed, isProposed, outcomeText } from '../core/checklist/targetChecks/outcomeWords.ts';
import { proposeTargetChecks } from '../core/checklist/targetChecks/proposeTargetChecks.ts';
import type { ProposedCheck, TargetOutcome } from '../core/checklist/targetChecks/targetCheck.ts';
import { groupBy } from '../core/checklist/lookup.ts';
import { readChecklist } from '../core/checklist/readChecklist.ts';
import { readChecklistFile, writeChecklistFile } from '../core/node/checklist/checklistFile.ts';
import type { EvidenceReader } from '../core/node/checklist/readEvidence.ts';
import { LineIndex } from '../core/text/lineIndex.ts';
import type { Output } from './output.ts';

/** What the rows of the tables with targets could be as checks. Throws a `UserError` for a plan that cannot be used. */
export function targetOutcomes(file: string, text: string, reader: EvidenceReader): TargetOutcome[] {
  return proposeTargetChecks({ text, checklist: readChecklist(text), plans: reader.plansOf(file) });
}

/** Writes those checks into their plans that are certain, and says each. True where a plan was changed. */
export function addCertainTargets(file: string, reader: EvidenceReader, output: Output): boolean {
  const outcomes = targetOutcomes(file, readChecklistFile(file).text, reader);
  const certain = outcomes.filter(isProposed).filter(({ confidence }) => confidence === 'certain');
  let isChanged = false;
  for (const plan of reader.plansOf(file)) {
    const ofPlan = certain.filter(({ test }) => test?.plan === plan.file);
    if (ofPlan.length === 0) continue;
    const source = readChecklistFile(path.join(plan.folder, path.basename(plan.file)));
    const { text, refused } = addChecks(source.text, ofPlan);
    if (text !== source.text) {
      writeChecklistFile(source, text);
      isChanged = true;
    }
    for (const one of ofPlan) {
      const why = refused.find(({ test }) => test === one.test?.test)?.why;
      const place = `${placeText(file, one)} is`;
      if (why === undefined)
        output.err(`${place} now a check of ${nameOf(one)}: ${one.written}. ${sentence(one.reason)}`);
      else output.err(`${place} no check of ${nameOf(one)}: ${why}. Write ${one.written} yourself.`);
    }
  }
  return isChanged;
}

/** What `--format json` prints of a row. */
export function targetAsJson(outcome: TargetOutcome): Record<string, unknown> {
  const { kind, table, line, text, reason } = outcome;
  const place = { kind, table, line, text };
  switch (outcome.kind) {
    case 'proposed': {
      const { test, candidates, check, written, confidence } = outcome;
      const { selector, levels, action, requirement } = check;
      return {
        ...{ ...place, plan: test?.plan, test: test?.test, check: written, on: selector, levels, action, requirement },
        ...{ confidence, reason, ...(test === undefined && { candidates }) },
      };
    }
    case 'present':
    case 'contradicted': {
      const { test, id, stated, planned } = outcome;
      return { ...place, plan: test.plan, test: test.test, id, stated, planned, reason };
    }
    case 'left':
      return { ...place, reason };
  }
}

/** The checks by test, then what became of the other rows. */
export function targetLines(
  file: string,
  outcomes: readonly TargetOutcome[],
  plans: readonly { file: string; text: string }[],
): string[] {
  const lineOf = ({ plan, offset }: { plan: string; offset: number }): string => {
    const found = plans.find((one) => one.file === plan);
    return found === undefined ? plan : `${plan}:${new LineIndex(found.text).position(offset).line + 1}`;
  };
  const proposed = groupBy(outcomes.filter(isProposed), headingOf);
  const others = outcomes.filter(isNotProposed);
  return [
    ...[...proposed].flatMap(([heading, checks]) => [
      heading,
      ...checks.map((one) => {
        const remedy = one.confidence === 'certain' ? ' --add-targets writes it.' : '';
        return `  ${one.written}  ${placeText(file, one)} (${one.confidence}): ${sentence(one.reason)}${remedy}`;
      }),
    ]),
    ...others.map((one) => {
      const place = one.kind === 'left' ? '' : ` (${lineOf({ plan: one.test.plan, offset: one.span[0] })})`;
      return `${placeText(file, one)} ${outcomeText(one)}${place}.`;
    }),
    ...(outcomes.length === 0 ? [whyNone(file, plans.length > 0)] : []),
  ];
}

function whyNone(file: string, hasPlan: boolean): string {
  if (!hasPlan)
    return `There is no plan beside ${file} or above it, so its targets are no checks of one. --plan names one.`;
  return `${file} has no table with targets.`;
}

function headingOf({ test, candidates }: ProposedCheck): string {
  if (test !== undefined) return `Checks for ${test.test} of ${test.plan}:`;
  return `Checks for one of ${candidates.map((one) => one.test).join(', ')}, to be chosen:`;
}

function nameOf({ test }: ProposedCheck): string {
  return test === undefined ? 'a test' : `${test.test} of ${test.plan}`;
}

function placeText(file: string, { line, text }: TargetOutcome): string {
  return `${file}:${line}: "${text}"`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
