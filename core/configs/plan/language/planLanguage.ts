import type { FileAccess } from '../../../language/fileAccess.ts';
import type { LanguageDocument, Occurrence } from '../../../language/languageDocument.ts';
import { NOTHING_TO_SAY } from '../../../language/nothingToSay.ts';
import { formatYaml } from '../../yaml/formatYaml.ts';
import { yamlFolds } from '../../yaml/yamlFolds.ts';
import { contradictionsWith } from '../contradictingTargets.ts';
import { parsePlan } from '../parsePlan.ts';
import { planCompletions, planSignature } from './planCompletion.ts';
import { planEnvironments } from './planEnvironments.ts';
import { planHints } from './planHints.ts';
import { planHover } from './planHover.ts';
import { planLoads } from './planLoads.ts';
import { planLinks } from './planLinks.ts';
import { planOccurrences } from './planOccurrences.ts';
import { planRefactorings } from './planRefactorings.ts';
import { planSymbols } from './planSymbols.ts';
import { DEFAULT_RESULTS } from '../resolvePlan.ts';
import { planTests } from './planTests.ts';

/** All that an editor can ask of a plan. */
export function planLanguage(text: string, files: Partial<FileAccess> = {}): LanguageDocument {
  const { kindOf: fileKind, columnsOf } = files;
  const { plan, root, problems } = parsePlan(text, { fileKind, columnsOf });
  let named: readonly Occurrence[] | undefined;
  const occurrences = (): readonly Occurrence[] => (named ??= root && plan ? planOccurrences(root, plan, text) : []);
  return {
    problems,
    contradictions: (others) => (plan ? contradictionsWith(plan, others) : []),
    symbols: () => (root ? planSymbols(root) : []),
    folds: () => (root ? yamlFolds(root, text) : []),
    occurrences,
    links: () => (root ? planLinks(root) : []),
    hints: (lastRuns) => (root && plan ? planHints(root, plan, lastRuns) : []),
    resultsFolder: plan?.results ?? DEFAULT_RESULTS,
    hover: (offset) => (root && plan ? planHover({ root, plan, text, occurrences: occurrences() }, offset) : undefined),
    completions: (offset) => planCompletions(text, offset, files),
    signature: (offset) => planSignature(text, offset),
    environments: () => (root && plan ? planEnvironments(root, plan) : NOTHING_TO_SAY.environments()),
    tests: () => (root && plan ? planTests(root, plan) : []),
    loads: () => (root && plan ? planLoads(root, plan) : []),
    refactorings: (span) => (root ? planRefactorings({ root, text, problems }, span) : []),
    format: () => formatYaml(text),
  };
}
