import type { Checklist, ColumnRole } from '../checklist/checklist.ts';
import { signOffPlaces } from '../checklist/signOff/places.ts';
import type { Finding } from './findings.ts';
import type { DocumentInput, StandingSignOff } from './readinessInput.ts';
import { utcMinute } from './words.ts';

/** A role that decides, and what it has decided. */
export interface SignOffRow {
  file: string;
  role: string;
  /** Where the document asks for it; absent for a role that signed without being asked. */
  line?: number;
  /** Somebody wrote a name there: without a record nobody knows what was signed. */
  isFilledIn?: true;
  /** Absent where nobody has signed. */
  signed?: {
    name: string;
    /** ISO 8601. */
    at: string;
    decision: 'go' | 'no-go';
    state: StandingSignOff['state'];
    reasons: string[];
  };
}

const SIGNED_IN: ReadonlySet<ColumnRole> = new Set(['name', 'date', 'signature']);
const EMPTY = /^[\s_.…-]*$/u;

/** The roles that a document asks for, in its order, and then those that signed besides. The newest signature counts. */
export function signOffRows({ file, checklist, signOffs: signed }: DocumentInput): SignOffRow[] {
  const newest = new Map<string, StandingSignOff>();
  for (const one of signed) {
    const before = newest.get(keyOf(one.signOff.role));
    if (before === undefined || Date.parse(before.signOff.signedAt) <= Date.parse(one.signOff.signedAt))
      newest.set(keyOf(one.signOff.role), one);
  }
  const asked = new Map<string, Asked>();
  for (const one of askedRoles(checklist))
    if (one.role !== '' && !asked.has(keyOf(one.role))) asked.set(keyOf(one.role), one);
  const others = [...newest].filter(([key]) => !asked.has(key)).map(([, { signOff }]) => ({ role: signOff.role }));
  const rows: (Asked | { role: string })[] = [...asked.values(), ...others];
  return rows.map((row): SignOffRow => {
    const found = newest.get(keyOf(row.role));
    if (found === undefined) return { file, ...row };
    const { name, signedAt: at, decision } = found.signOff;
    return { file, ...row, signed: { name, at, decision, state: found.state, reasons: [...found.reasons] } };
  });
}

type Asked = Pick<SignOffRow, 'role' | 'isFilledIn'> & { line: number };

function askedRoles(checklist: Checklist): Asked[] {
  const rows = checklist.tables.flatMap(({ kind, columns, rows: all }) =>
    kind === 'sign-off' ? all.map((row) => ({ columns, row })) : [],
  );
  const open = new Set([
    ...checklist.blanks.map(({ line }) => line),
    ...rows
      .filter(({ columns, row }) =>
        columns.some(({ role }, at) => SIGNED_IN.has(role) && EMPTY.test(row.cells[at]?.text ?? '')),
      )
      .map(({ row }) => row.line),
  ]);
  return signOffPlaces(checklist).map(({ role, line }) => ({
    role: role.trim(),
    line,
    ...(!open.has(line) && { isFilledIn: true }),
  }));
}

const keyOf = (role: string): string => role.trim().toLowerCase();

export function signOffFindings(document: DocumentInput): Finding[] {
  return signOffRows(document).flatMap((row): Finding[] => {
    const place = row.line === undefined ? row.file : `${row.file}:${row.line}`;
    const { signed, role } = row;
    if (signed === undefined && row.isFilledIn) {
      const message = `${place}: ${role} is filled in by hand, and no record tells what was signed, so nobody can tell whether it still stands.`;
      return [{ gravity: 'warning', message }];
    }
    if (signed === undefined) return [{ gravity: 'open', message: `${place}: ${role} has not signed.` }];
    const why = signed.reasons.length === 0 ? '' : `: ${signed.reasons.join('; ')}`;
    const who = `${role} ${signed.name}`;
    if (signed.state === 'void') {
      const message = `${place}: The signature of ${who} is void${why}. It has to be signed again.`;
      return [{ gravity: 'open', message }];
    }
    if (signed.decision === 'no-go') {
      return [{ gravity: 'open', message: `${place}: ${who} decided no-go at ${utcMinute(Date.parse(signed.at))}.` }];
    }
    return signed.state === 'marked'
      ? [{ gravity: 'warning', message: `${place}: The signature of ${who} is marked${why}.` }]
      : [];
  });
}
