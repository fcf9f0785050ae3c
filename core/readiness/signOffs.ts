import type { Standing } from '../checklist/signOff/standing.ts';
import type { Finding } from './findings.ts';
import type { DocumentInput } from './readinessInput.ts';
import { utcMinute } from './words.ts';

/** A role that decides, and what it has decided. */
export interface SignOffRow {
  file: string;
  role: string;
  /** Where the document asks for it; absent for a role that signed without being asked. */
  line?: number;
  /** Somebody wrote a name there: without a record nobody knows what was signed. */
  isFilledIn?: true;
  /** What stands in its line although nobody has signed there: 'says "[Name]" and nothing else'. */
  lineSays?: string;
  /** Absent where nobody has signed. */
  signed?: {
    name: string;
    /** ISO 8601. */
    at: string;
    decision: 'go' | 'no-go';
    state: Standing['state'];
    reasons: string[];
  };
}

/** The roles that a document asks for, in its order, and then those that signed besides. */
export function signOffRows({ file, signOffs }: DocumentInput): SignOffRow[] {
  return signOffs.map(({ role, place, signed, byHand, lineSays }): SignOffRow => {
    const row = {
      file,
      role,
      ...(place && { line: place.line }),
      ...(byHand !== undefined && { isFilledIn: true as const }),
      ...(lineSays !== undefined && { lineSays }),
    };
    if (signed === undefined) return row;
    const { name, signedAt: at, decision } = signed.signOff;
    return { ...row, signed: { name, at, decision, ...signed.standing } };
  });
}

export function signOffFindings(document: DocumentInput): Finding[] {
  return signOffRows(document).flatMap((row): Finding[] => {
    const place = row.line === undefined ? row.file : `${row.file}:${row.line}`;
    const { signed, role } = row;
    if (signed === undefined && row.isFilledIn) {
      const message = `${place}: ${role} is filled in by hand, and no record tells what was signed, so nobody can tell whether it still stands.`;
      return [{ gravity: 'warning', message }];
    }
    if (signed === undefined) {
      const says = row.lineSays === undefined ? '' : `: its line ${row.lineSays}`;
      return [{ gravity: 'open', message: `${place}: ${role} has not signed${says}.`, isOpenRole: true }];
    }
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
