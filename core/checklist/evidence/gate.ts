import { titleOfBinding } from '../bindings/textOfBinding.ts';
import type { Checklist, ChecklistItem } from '../checklist.ts';
import { isRequired, requiredItems } from '../required.ts';
import { holds, type BoundEvidence, type Evidence, type EvidenceState } from './evidence.ts';
import { unprovenLimit } from './ownLimits.ts';
import { stateSaid } from './stateWords.ts';

/** Something that must be so before a checklist is complete, and is not. */
export interface Obstacle {
  line: number;
  /** Id of the item; absent for a table row, a heading and a line. */
  item?: string;
  text: string;
  /** `open` also where evidence is missing besides. `other-limit`: what holds is not what the text says. */
  why: 'open' | 'other-limit' | EvidenceState;
  /** A sentence with the place, the item and the remedy. */
  message: string;
}

/** All of them in the order of the text; none for a checklist that is complete. `file` is as the person named it. */
export function obstaclesIn(file: string, checklist: Checklist, evidence: readonly BoundEvidence[]): Obstacle[] {
  const required = new Set(requiredItems(checklist));
  const ofItem = new Map<string, BoundEvidence>();
  for (const bound of evidence) if (bound.binding.on.kind === 'item') ofItem.set(bound.binding.on.id, bound);
  const ofItems = checklist.items
    .filter((item) => required.has(item))
    .flatMap((item) => obstacleOfItem(file, checklist, item, ofItem.get(item.id)));
  const ofOthers = evidence.flatMap((bound) =>
    bound.binding.on.kind === 'item' || !isRequired(checklist, bound.binding) ? [] : obstacleAt(file, checklist, bound),
  );
  return [...ofItems, ...ofOthers].sort((a, b) => a.line - b.line);
}

function obstacleOfItem(
  file: string,
  checklist: Checklist,
  { id, text, line, checked }: ChecklistItem,
  bound: BoundEvidence | undefined,
): Obstacle[] {
  const failing = bound === undefined || holds(bound.evidence) ? undefined : bound.evidence;
  const unproven = bound && unprovenLimit(checklist, bound);
  const place = { line, item: id, text };
  const named = `${file}:${line}: "${text}"`;
  if (checked) {
    if (failing !== undefined)
      return [{ ...place, why: failing.state, message: `${named} is ticked, but ${sayEvidence(failing)}` }];
    return unproven === undefined
      ? []
      : [{ ...place, why: 'other-limit', message: `${named} is ticked, but ${unproven}` }];
  }
  return [{ ...place, why: 'open', message: `${named} is open${whyOpen()}` }];

  function whyOpen(): string {
    if (failing !== undefined) return `, and ${sayEvidence(failing)}`;
    if (unproven !== undefined) return `, and ${unproven}`;
    if (bound === undefined) return '. Tick it when it is done.';
    return `, although ${bound.evidence.bound.name} holds. Tick it.`;
  }
}

function obstacleAt(file: string, checklist: Checklist, bound: BoundEvidence): Obstacle[] {
  const { binding, evidence } = bound;
  const { line } = binding;
  const text = titleOfBinding(checklist, binding);
  const named = `${file}:${line}: Of "${text}"`;
  if (!holds(evidence)) return [{ line, text, why: evidence.state, message: `${named} ${sayEvidence(evidence)}` }];
  const unproven = unprovenLimit(checklist, bound);
  if (unproven === undefined) return [];
  return [{ line, text, why: 'other-limit', message: `${named} not all is proven: ${unproven}` }];
}

/** Half a sentence on evidence that does not hold, with its remedy. */
export function sayEvidence({ state, bound: { name }, reason, remedy }: Evidence): string {
  const why = reason === undefined ? '' : `: ${reason}`;
  const end = remedy === undefined ? '' : ` ${remedy}`;
  return `${name} ${stateSaid(state)}${why.replace(/\.$/, '')}.${end}`;
}
