import { quoted } from '../../text/wording.ts';
import type { ChecklistItem, ChecklistSection } from '../checklist.ts';
import { stateSaid } from '../evidence/stateWords.ts';
import type { SignOff } from '../sidecar/sidecar.ts';
import { limitsNow, proofsNow } from './boundNow.ts';
import { coveredText, sectionHashes, textOf, type CoveredText } from './coveredText.ts';
import { withBlanksEmpty } from './filledBlanks.ts';
import { signedLines } from './scope.ts';
import { signOffSection } from './section.ts';
import type { ChecklistNow } from './signature.ts';

/** Whether a signature still means what it meant. `marked`: it does for the text, but not for all behind it. */
export interface Standing {
  state: 'stands' | 'marked' | 'void';
  /** Why it does not simply stand, each a sentence without its period; the gravest first. */
  reasons: string[];
}

/**
 * The text above the heading decides whether a signature is void, in which places that were empty may be filled in and
 * items ticked or opened. What was promised for it, and the ticks, are marked where they are others now.
 */
export function standingOf(signOff: SignOff, now: ChecklistNow): Standing {
  const found = findCovered(signOff, now);
  if ('changed' in found) return { state: 'void', reasons: [found.changed] };
  const reasons = [
    ...inSpiteOf(signOff),
    ...changedLimits(signOff, now, found.isCovered),
    ...changedProofs(signOff, now, found.isCovered),
    ...changedTicks(signOff, found.items),
  ];
  return { state: reasons.length > 0 ? 'marked' : 'stands', reasons };
}

type IsCovered = (line: number) => boolean;
type Found = { isCovered: IsCovered; items: readonly ChecklistItem[] } | { changed: string };

/** Only what the text is signed for now counts: what was added below a sign-off with another one is signed by nobody. */
function findCovered(signOff: SignOff, now: ChecklistNow): Found {
  const { text, checklist } = now;
  const { heading } = signOff;
  const section = signOffSection(checklist);
  const named = checklist.sections.filter(({ path }) => path.at(-1) === heading);
  if (heading !== undefined && named.length === 0)
    return { changed: `the heading ${quoted(heading)}, above which it was signed, is gone` };
  const above = ({ line }: ChecklistSection): IsCovered => {
    return (one) => one < line;
  };
  // Where no line to sign is left, nothing else can be the sign-off.
  const candidates = section === undefined && heading !== undefined ? named.map(above) : [signedLines(checklist)];
  if (section === undefined || heading === section.path.at(-1)) {
    for (const isCovered of candidates) {
      const items = sameText(signOff, now, isCovered);
      if (items) return { isCovered, items };
    }
  }
  if (section && named.some((one) => one !== section && sameText(signOff, now, above(one))))
    return { changed: `a section was added below what was signed, up to the sign-off in line ${section.line}` };
  if (section && sameText(signOff, now, above(section)))
    return { changed: 'items were added below the sign-off, and it is for them now' };
  // Of a sign-off that had what it was for above it, that is told, whatever stands below now.
  const wasAbove = section !== undefined && !signOff.sections.some((one) => one.heading === heading);
  const isCovered = wasAbove ? above(section) : (candidates.at(-1) ?? signedLines(checklist));
  return { changed: whatChanged(signOff, coveredText(text, checklist, isCovered), now) };
}

/** The covered items where the text is the one that was signed. */
function sameText(
  signOff: SignOff,
  { text, checklist, hash }: ChecklistNow,
  isCovered: IsCovered,
): readonly ChecklistItem[] | undefined {
  const { lines, items } = coveredText(text, checklist, isCovered);
  const isSame = hash(textOf(withBlanksEmpty(lines, signOff.blanks))) === signOff.hash;
  // What was filled in must not have made items of its own.
  return isSame && items.length === signOff.items.length ? items : undefined;
}

/** The first section that is another one, as far as the record tells. */
function whatChanged(signOff: SignOff, covered: CoveredText, { hash }: ChecklistNow): string {
  const then = signOff.sections;
  const lines = withBlanksEmpty(covered.lines, signOff.blanks);
  const now = sectionHashes(lines, covered.sections, hash);
  const at = now.findIndex((section, index) => section.hash !== then[index]?.hash);
  const [before, after] = at < 0 ? [then[now.length], undefined] : [then[at], now[at]];
  const isIn = (sections: SignOff['sections'], wanted: string): boolean =>
    sections.some(({ heading }) => heading === wanted);
  if (then.length === 0) return 'the text above changed';
  if (after && before?.heading === after.heading) {
    return after.heading === ''
      ? 'the text above the first heading changed'
      : `the text under ${quoted(after.heading)} changed`;
  }
  if (after && !isIn(then, after.heading)) {
    return before && !isIn(now, before.heading)
      ? `the heading ${quoted(before.heading)} reads ${quoted(after.heading)} now`
      : `the section ${quoted(after.heading)} is new`;
  }
  if (before && !isIn(now, before.heading)) return `the section ${quoted(before.heading)} is gone`;
  return after === undefined
    ? 'the text above changed'
    : `the section ${quoted(after.heading)} stands at another place`;
}

/** What is not ready is no doubt about a no. */
function inSpiteOf({ decision, obstacles }: SignOff): string[] {
  const [first, ...others] = obstacles;
  if (decision === 'no-go' || first === undefined) return [];
  const all = others.length === 0 ? 'an obstacle' : `${obstacles.length} obstacles, the first`;
  return [`it was signed in spite of ${all}: ${first.replace(/\.$/, '')}`];
}

function changedLimits({ limits: then }: SignOff, { evidence }: ChecklistNow, isCovered: IsCovered): string[] {
  const now = new Map(limitsNow(evidence, isCovered).map((limit) => [limit.bound, limit]));
  return then.flatMap(({ bound, expression }) => {
    const limit = now.get(bound);
    if (limit?.expression === expression) return [];
    const signed = `${bound} was signed against ${expression}`;
    if (limit === undefined) return [`${signed}; what is asked now cannot be told`];
    const selector = limit.expression.slice(0, -limit.limits.length);
    return [`${signed}; the plan says ${expression.startsWith(selector) ? limit.limits : limit.expression} now`];
  });
}

function changedProofs({ decision, evidence: then }: SignOff, now: ChecklistNow, isCovered: IsCovered): string[] {
  const held = new Map(then.map(({ bound, holds }) => [bound, holds]));
  return proofsNow(now.checklist, now.evidence, isCovered).flatMap(({ bound, holds, evidence: { state, reason } }) => {
    const before = held.get(bound);
    if (before === true && !holds) {
      const why = reason === undefined ? '' : `: ${reason.replace(/\.$/, '')}`;
      return [`${bound} held when this was signed, and now ${stateSaid(state)}${why}`];
    }
    if (before === false && holds && decision === 'no-go')
      return [`${bound} did not hold when this was signed, and does now`];
    return [];
  });
}

const MOST_NAMED = 3;

/** By their places, because what is filled in changes the ids; the text is the same, so they are the same items. */
function changedTicks({ items: then }: SignOff, items: readonly ChecklistItem[]): string[] {
  const changed = items.filter(({ checked }, at) => checked !== then[at]?.checked);
  const say = (some: readonly ChecklistItem[], words: string): string[] => {
    if (some.length === 0) return [];
    const names = some.slice(0, MOST_NAMED).map(({ text }) => quoted(text));
    const more = some.length > MOST_NAMED ? ` and ${some.length - MOST_NAMED} more` : '';
    return [`${words}: ${names.join(', ')}${more}`];
  };
  return [
    ...say(
      changed.filter(({ checked }) => !checked),
      'ticked when this was signed and open now',
    ),
    ...say(
      changed.filter(({ checked }) => checked),
      'open when this was signed and ticked now',
    ),
  ];
}
