import { quoted } from '../text/wording.ts';
import type { Checklist } from './checklist.ts';
import { excusesOf, type Excuse } from './required.ts';
import { signOffSection } from './signOff/section.ts';

/** Which items need not be ticked and why, a line for each reason: what no gate asks for must not go unseen. */
export function leftOutLines(checklist: Checklist): string[] {
  const excuses = excusesOf(checklist);
  const groups = new Map<string, { first: number; count: number }>();
  for (const { id, line } of checklist.items) {
    const excuse = excuses.get(id);
    if (excuse === undefined) continue;
    const why = words(excuse, checklist);
    const { first, count } = groups.get(why) ?? { first: line, count: 0 };
    groups.set(why, { first, count: count + 1 });
  }
  return [...groups].map(([why, { first, count }]) =>
    count === 1
      ? `the item in line ${first} need not be ticked: ${why}`
      : `${count} items, the first in line ${first}, need not be ticked: ${why}`,
  );
}

function words(excuse: Excuse, checklist: Checklist): string {
  switch (excuse.kind) {
    case 'alarm':
      return `alarms, because of ${quoted(excuse.by)}; \`<!-- headroom: required -->\` behind one says that it is none`;
    case 'optional':
      return 'marked as optional';
    case 'not-applicable':
      return `not applicable, ${excuse.reason}`;
    case 'after-sign-off':
      return `part of the sign-off in line ${signOffSection(checklist)?.line ?? 1}, or below it`;
  }
}
