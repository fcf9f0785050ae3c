import { parseCondition } from '../../../checks/parseExpression.ts';
import type { NamedPlan, PreflightItem } from '../../../configs/plan/plan.ts';
import { templateText } from '../../../configs/plan/template.ts';
import { loadText, requiredLoad } from '../../evidence/capacityEvidence.ts';
import { preflightNames } from '../../evidence/findBound.ts';
import { namedTests, type TestOfPlan } from './namedTests.ts';
import type { OpenPlace } from './places.ts';
import { Doubts } from './proposal.ts';
import type { BoundKind } from '../readDirective.ts';

/** What a place can be bound to without a target that a check measures. */
export interface ProposedOther {
  kind: BoundKind;
  name: string;
  planned: string;
  doubts: Doubts;
  others: string[];
}

const OF_LOAD = /\b(?:users?|visitors?|participants?|clients?|sessions?|concurren\w*|arrivals?|requests?|load)\b/i;

/** "Concurrent users: ____ (target: 10,000)" asks for the load that a test can take. */
export function proposeCapacity(place: OpenPlace, tests: readonly TestOfPlan[]): ProposedOther | undefined {
  if (place.on.kind !== 'item' || !OF_LOAD.test(place.words)) return undefined;
  const fitting = tests.flatMap((of) => {
    const held = of.test.stages.filter(({ load, warmup }) => !warmup && load.from === load.to);
    const kind = held[0]?.load.kind;
    const required = kind && requiredLoad(place.title, kind);
    const isStepped = new Set(held.map(({ load }) => load.to)).size > 1;
    return isStepped && kind !== undefined && required !== undefined ? [{ of, kind, required, held }] : [];
  });
  const naming = namedTests([place.words, ...place.above], tests);
  const [best, ...others] = naming ? fitting.filter(({ of }) => naming.tests.includes(of)) : fitting;
  if (best === undefined) return undefined;
  const doubts = new Doubts();
  const { id } = best.of.test;
  const highest = Math.max(...best.held.map(({ load }) => load.to));
  const planned = `stages up to ${loadText(best.kind, highest)}`;
  doubts.atMost(
    naming === undefined && others.length > 0 ? 'possible' : 'likely',
    `the text asks for ${loadText(best.kind, best.required)}, the test ${id} has ${planned}`,
  );
  if (others.length > 0) doubts.note(`${others.map(({ of }) => of.test.id).join(', ')} would fit as well`);
  return { kind: 'capacity', name: id, planned, doubts, others: others.map(({ of }) => of.test.id) };
}

/** Items that say of a tool, a variable, a URL or a command that it is there. */
export function proposePreflight(place: OpenPlace, { plan }: NamedPlan): ProposedOther | undefined {
  if (place.on.kind !== 'item') return undefined;
  for (const item of plan.preflight) {
    const doubts = new Doubts();
    if (!isNamed(item, place.title, doubts)) continue;
    const [name = ''] = preflightNames(item);
    return { kind: 'preflight', name, planned: preflightNames(item).at(-1) ?? name, doubts, others: [] };
  }
  return undefined;
}

const IS_THERE = String.raw`(?:is |are |has been |have been )?(?:set|present|installed|available|exported|defined)`;

function isNamed(item: PreflightItem, text: string, doubts: Doubts): boolean {
  switch (item.kind) {
    case 'variable':
    case 'tool': {
      const name = item.kind === 'tool' ? item.tool : item.name;
      if (!hasWord(text, name) || !new RegExp(String.raw`\b(?:${IS_THERE}|configured|version)\b`, 'i').test(text))
        return false;
      const isAll = new RegExp(String.raw`^\W*${literal(name)}\W+${IS_THERE}\W*$`, 'i').test(text);
      if (isAll) doubts.note(`a preflight item is about ${name}`);
      else doubts.atMost('likely', `a preflight item is about ${name}, and the text may say more`);
      return true;
    }
    case 'open-files': {
      if (!/\b(?:open[ -]files?|ulimit|file descriptors?)\b/i.test(text)) return false;
      const number = /\d[\d,]*/.exec(text)?.[0].replaceAll(',', '');
      const stated = number === undefined ? undefined : parseCondition(`>= ${number}`).condition;
      const isSame = stated !== undefined && number === String(item.minimum);
      const said = isSame ? 'asks for the same number' : `asks for ${item.minimum}`;
      doubts.atMost(isSame ? 'likely' : 'possible', `the preflight item open_files ${said}`);
      return true;
    }
    case 'http': {
      const path = templateText(item.url).replace(/^(?:[a-z]+:\/\/[^/]+|\$\{[^}]*\})/i, '');
      if (path.length < 3 || !text.includes(path)) return false;
      doubts.atMost('likely', `a preflight item asks ${templateText(item.url)}`);
      return true;
    }
    case 'command': {
      const command = item.command.join(' ');
      if (command.length < 5 || !text.includes(command)) return false;
      doubts.atMost('likely', `a preflight item runs ${command}`);
      return true;
    }
  }
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(String.raw`(?<![\w$-])${literal(word)}(?![\w-])`).test(text);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
