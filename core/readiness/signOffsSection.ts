import { strong, text, type Cell, type Part, type Section } from '../report/section.ts';
import type { Verdict } from '../run/runResult.ts';
import type { ReadinessReport } from './readinessReport.ts';
import type { SignOffRow } from './signOffs.ts';
import { utcMinute } from './words.ts';

/** What people have decided, apart from what was found. */
export function signOffsSection({ signOffs, contradictions }: ReadinessReport): Section {
  const section = { id: 'sign-offs', title: 'Sign-offs', footnotes: contradictions };
  if (signOffs.length === 0)
    return { ...section, lead: ['No checklist asks for a signature, and nobody has signed one.'] };
  return {
    ...section,
    lead: ['These are the decisions of people. They change nothing of what was found.'],
    table: {
      columns: ['Role', 'Name', 'Decision', 'Signed', 'Standing'].map((name) => ({ name })),
      rows: signOffs.map(rowOf),
    },
  };
}

const STANDING: Record<NonNullable<SignOffRow['signed']>['state'], { word: string; look: Verdict }> = {
  stands: { word: 'stands', look: 'pass' },
  marked: { word: 'stands, marked', look: 'warn' },
  void: { word: 'void', look: 'fail' },
};

function rowOf({ file, line, role, signed, isFilledIn, lineSays }: SignOffRow): Cell[] {
  const place: Part = { kind: 'note', text: ` (${file}${line === undefined ? '' : `:${line}`})` };
  const who: Cell = [...strong(role), place];
  if (signed === undefined) {
    const state = isFilledIn ? 'filled in by hand' : 'not signed';
    const says: Part[] = lineSays === undefined ? [] : [{ kind: 'note', text: `; its line ${lineSays}` }];
    return [who, [], [], [], [{ kind: 'status', text: state, look: 'no-data' }, ...says]];
  }
  const { name, at, decision, state, reasons } = signed;
  const { word, look } = STANDING[state];
  const why: Part[] = reasons.length === 0 ? [] : [{ kind: 'note', text: `; ${reasons.join('; ')}` }];
  return [
    who,
    text(name),
    [{ kind: 'status', text: decision, look: decision === 'go' ? 'pass' : 'fail' }],
    text(utcMinute(Date.parse(at))),
    [{ kind: 'status', text: word, look }, ...why],
  ];
}
