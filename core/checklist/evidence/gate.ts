import { titleOfBinding } from '../bindings/textOfBinding.ts';
import type { Checklist, ChecklistItem } from '../checklist.ts';
import { isRequired, requiredItems } from '../required.ts';
import { holds, type BoundEvidence, type Evidence, type EvidenceState } from './evidence.ts';
import { stateSaid } from './stateWords.ts';

/** Something that must be so before a checklist is complete, and is not. */
export interface Obstacle {
  line: number;
  /** Id of the item; absent for a table row, a heading and a line. */
  item?: string;
  text: string;
  /** `open` also where evidence is missing besides. */
  why: 'open' | EvidenceState;
  /** A sentence with the place, the item and the remedy. */
  message: string;
}

/** All of them in the order of the text; none for a checklist that is complete. `file` is as the person named it. */
export function obstaclesIn(file: string, checklist: Checklist, evidence: readonly BoundEvidence[]): Obstacle[] {
  const required = new Set(requiredItems(checklist));
  const ofItem = new Map<string, Evidence>();
  for (const { binding, evidence: found } of evidence) if (binding.on.kind === 'item') ofItem.set(binding.on.id, found);
  const ofItems = checklist.items
    .filter((item) => required.has(item))
    .flatMap((item) => obstacleOfItem(file, item, ofItem.get(item.id)));
  const ofOthers = evidence.flatMap(({ binding, evidence: found }) =>
    binding.on.kind === 'item' || holds(found) || !isRequired(checklist, binding)
      ? []
      : obstacleAt(file, titleOfBinding(checklist, binding), binding.line, found),
  );
  return [...ofItems, ...ofOthers].sort((a, b) => a.line - b.line);
}

function obstacleOfItem(file: string, item: ChecklistItem, evidence: Evidence | undefined): Obstacle[] {
  const { id, text, line, checked } = item;
  const failing = evidence === undefined || holds(evidence) ? undefined : evidence;
  if (checked && failing === undefined) return [];
  const place = { line, item: id, text };
  const named = `${file}:${line}: "${text}"`;
  if (checked && failing !== undefined) {
    return [{ ...place, why: failing.state, message: `${named} is ticked, but ${sayEvidence(failing)}` }];
  }
  const message =
    failing !== undefined
      ? `${named} is open, and ${sayEvidence(failing)}`
      : evidence === undefined
        ? `${named} is open. Tick it when it is done.`
        : `${named} is open, although ${evidence.bound.name} holds. Tick it.`;
  return [{ ...place, why: 'open', message }];
}

function obstacleAt(file: string, text: string, line: number, evidence: Evidence): Obstacle {
  return { line, text, why: evidence.state, message: `${file}:${line}: Of "${text}" ${sayEvidence(evidence)}` };
}

/** Half a sentence on evidence that does not hold, with its remedy. */
export function sayEvidence({ state, bound: { name }, reason, remedy }: Evidence): string {
  const why = reason === undefined ? '' : `: ${reason}`;
  const end = remedy === undefined ? '' : ` ${remedy}`;
  return `${name} ${stateSaid(state)}${why.replace(/\.$/, '')}.${end}`;
}
