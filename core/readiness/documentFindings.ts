import { doubtOfTick, holds, type Evidence } from '../checklist/evidence/evidence.ts';
import { doubtText } from '../checklist/evidence/stateWords.ts';
import { obstaclesIn, sayEvidence, type Obstacle } from '../checklist/evidence/gate.ts';
import { itemWithId } from '../checklist/lookup.ts';
import { doesNotApply, isRequired, requiredItems, whyNothingIsRequired } from '../checklist/required.ts';
import type { Finding } from './findings.ts';
import type { DocumentInput } from './readinessInput.ts';

/** What a checklist says against going live. */
export function documentFindings(document: DocumentInput): Finding[] {
  const { file, checklist, evidence, problems } = document;
  const found: Finding[] = obstaclesIn(file, checklist, evidence).map((obstacle) => ({
    gravity: isFailing(obstacle, document) ? 'against' : 'open',
    message: obstacle.message,
  }));
  const nothing = whyNothingIsRequired(file, checklist);
  if (nothing !== undefined && !evidence.some(({ binding }) => isRequired(checklist, binding)))
    found.push({ gravity: 'open', message: nothing });
  if (hasUnreadSignOff(document)) {
    const message = `${file}: It has a sign-off, but no line there that can be signed, so nobody has said that it is ready.`;
    found.push({ gravity: 'open', message });
  }
  for (const { line, severity, message } of problems)
    found.push({ gravity: severity === 'error' ? 'open' : 'warning', message: `${file}:${line}: ${message}` });
  return [...found, ...alarmFindings(document), ...otherEvidence(document), ...noteFindings(document)];
}

/** Whoever wrote it wanted somebody to sign. That nobody is asked must not read as if nobody had to. */
function hasUnreadSignOff({ checklist, signOffs }: DocumentInput): boolean {
  return signOffs.length === 0 && checklist.problems.some(({ code }) => code === 'checklist-blank-nobody-signs');
}

/** An open item can fail, too. */
function isFailing({ item, why }: Obstacle, { evidence }: DocumentInput): boolean {
  if (why !== 'open') return why === 'fail';
  return evidence.some(
    ({ binding: { on }, evidence: { state } }) => on.kind === 'item' && on.id === item && state === 'fail',
  );
}

/** Somebody has seen what must not be seen. */
function alarmFindings({ file, checklist: { items, invertedItems } }: DocumentInput): Finding[] {
  return items
    .filter(({ id, checked }) => checked && invertedItems.has(id))
    .map(({ line, text }) => {
      const message = `${file}:${line}: The alarm "${text}" is ticked, which says that it happened. Find out, and open it when it is over.`;
      return { gravity: 'open', message };
    });
}

/** Of what need not hold, and of what holds with a warning. */
function otherEvidence({ file, checklist, evidence }: DocumentInput): Finding[] {
  const required = new Set(requiredItems(checklist).map(({ id }) => id));
  return evidence.flatMap(({ binding, evidence: found }): Finding[] => {
    const { on, line } = binding;
    const item = on.kind === 'item' ? itemWithId(checklist, on.id) : undefined;
    const mustHold = item === undefined ? isRequired(checklist, binding) : required.has(item.id);
    if (found.state === 'pass' || (mustHold && !holds(found)) || doesNotApply(checklist, binding)) return [];
    const what = mustHold ? '' : `${doubtWords(item?.checked === true, found)}It need not hold, but `;
    return [{ gravity: 'warning', message: `${file}:${line}: ${what}${sayEvidence(found)}` }];
  });
}

function doubtWords(checked: boolean, evidence: Evidence): string {
  const doubt = doubtOfTick(checked, evidence);
  return doubt === undefined ? '' : `Ticked ${doubtText(doubt)}. `;
}

/** A note behind a tick is most often a reservation. */
function noteFindings({ file, checklist: { items }, notes }: DocumentInput): Finding[] {
  return items.flatMap(({ id, line, text, checked }): Finding[] => {
    const { note = '', links = [] } = notes[id] ?? {};
    if (!checked || note.trim() === '') return [];
    const seen = links.length === 0 ? '' : ` (${links.join(', ')})`;
    return [{ gravity: 'note', message: `${file}:${line}: "${text}" is ticked with the note: ${note.trim()}${seen}` }];
  });
}
