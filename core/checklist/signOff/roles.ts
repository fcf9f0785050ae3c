import type { Sidecar, SignOff } from '../sidecar/sidecar.ts';
import { byHandIn } from './byHand.ts';
import { newestOf, whySeveral } from './newest.ts';
import { signOffPlaces, type SignOffPlace } from './places.ts';
import type { ChecklistNow } from './signature.ts';
import { standingOf, type Standing } from './standing.ts';
import { saysOther } from './writtenSignature.ts';

/** Somebody who signs, or has signed. */
export interface SignOffRole {
  role: string;
  /** Absent where the text has no place for the role any more. */
  place?: SignOffPlace;
  signed?: { signOff: SignOff; standing: Standing };
  /** What stands in the text without a record of ours behind it. */
  byHand?: string;
  /** What stands in its line although nobody has signed there: 'says "[Name]" and nothing else'. */
  lineSays?: string;
}

export type RoleState = 'open' | 'by-hand' | 'go' | 'no-go' | 'marked' | 'void';

const NO_LINE = 'the text has no line for this role any more';

/** All who sign a text in its order, and behind them those who have signed and have no place in it any more. */
export function signOffRoles(now: ChecklistNow, { signOffs }: Pick<Sidecar, 'signOffs'>): SignOffRole[] {
  const places = signOffPlaces(
    now.checklist,
    signOffs.map(({ role }) => role),
  );
  const signedBy = (role: string, place?: SignOffPlace): Pick<SignOffRole, 'signed'> => {
    const signOff = newestOf(role, signOffs);
    if (signOff === undefined) return {};
    const { state, reasons } = standingOf(signOff, now);
    const several = whySeveral(role, signOffs);
    const doubts = [
      ...(place === undefined ? [NO_LINE] : []),
      // What is void is to be signed again, whatever its line says.
      ...(place === undefined || state === 'void' ? [] : saysOther(now.text, place, signOff)),
      ...(several === undefined ? [] : [several]),
    ];
    const isMarked = state === 'stands' && doubts.length > 0;
    return { signed: { signOff, standing: { state: isMarked ? 'marked' : state, reasons: [...reasons, ...doubts] } } };
  };
  const gone = signOffs.filter(({ role }) => !places.some((place) => place.role === role));
  return [
    ...places.map((place): SignOffRole => {
      const signed = signedBy(place.role, place);
      if (signed.signed !== undefined) return { role: place.role, place, ...signed };
      const written = byHandIn(now.text, now.checklist, place);
      const said = written.kind === 'signed' ? { byHand: written.name } : written.says && { lineSays: written.says };
      return { role: place.role, place, ...said };
    }),
    ...[...new Set(gone.map(({ role }) => role))].map((role) => ({ role, ...signedBy(role) })),
  ];
}

/** A decision that stands without a mark is its own state. */
export function stateOfRole({ signed, byHand }: Pick<SignOffRole, 'signed' | 'byHand'>): RoleState {
  if (signed === undefined) return byHand === undefined ? 'open' : 'by-hand';
  const { standing, signOff } = signed;
  return standing.state === 'stands' ? signOff.decision : standing.state;
}

/** `go, marked`: the decision and whether it stands, for people. */
export function roleStateWords(role: Pick<SignOffRole, 'signed' | 'byHand'>): string {
  const decision = role.signed?.signOff.decision ?? '';
  const state = stateOfRole(role);
  switch (state) {
    case 'open':
      return 'not signed';
    case 'by-hand':
      return 'written by hand, without a record';
    case 'go':
    case 'no-go':
      return decision;
    case 'marked':
    case 'void':
      return `${decision}, ${state}`;
  }
}

export interface SignOffObstacle {
  role: string;
  line?: number;
  /** A sentence with the place, the role and the remedy. */
  message: string;
}

/**
 * What of the signatures keeps a checklist from being complete. Nobody has to sign for that, but what was signed must
 * stand and must be a go. With `mustBeSigned` every role must have signed.
 */
export function signOffObstacles(
  file: string,
  roles: readonly SignOffRole[],
  { mustBeSigned }: { mustBeSigned: boolean },
): SignOffObstacle[] {
  const ofRoles = roles.flatMap((one): SignOffObstacle[] => {
    const { role, place, signed, byHand, lineSays } = one;
    const where = place === undefined ? file : `${file}:${place.line}`;
    const by = signed === undefined ? '' : ` (${signed.signOff.name})`;
    const why = signed?.standing.reasons.join('; ') ?? '';
    const writeAgain =
      place === undefined ? `Write its line again, or take its record out of ${file}.headroom.json.` : undefined;
    const say = (message: string): SignOffObstacle[] => [
      { role, ...(place && { line: place.line }), message: `${where}: ${message}` },
    ];
    const state = stateOfRole(one);
    switch (state) {
      case 'go':
        return [];
      case 'no-go':
        return say(`${role}${by} signed no-go. When the reason is gone: \`${signCommand(file, role)} --replace\`.`);
      case 'void':
        return say(
          `The sign-off of ${role}${by} is void: ${why}. ${writeAgain ?? `Sign again: \`${signCommand(file, role)}\`.`}`,
        );
      case 'marked':
        return say(
          `The sign-off of ${role}${by} is marked: ${why}. ${writeAgain ?? `Take the change back, or sign anew: \`${signCommand(file, role)} --replace\`.`}`,
        );
      case 'open':
        return mustBeSigned
          ? say(
              `${role} has not signed${lineSays === undefined ? '. Sign' : `: its line ${lineSays}. Take that out, and sign`}: \`${signCommand(file, role)}\`.`,
            )
          : [];
      case 'by-hand':
        return mustBeSigned
          ? say(`Of ${role} only the text says that ${byHand ?? ''} signed. Sign: \`${signCommand(file, role)}\`.`)
          : [];
    }
  });
  if (!mustBeSigned || roles.some(({ place }) => place !== undefined)) return ofRoles;
  return [...ofRoles, { role: '', message: noPlaceToSign(file) }];
}

export function noPlaceToSign(file: string): string {
  return `${file} has no line to sign. Write one such as "Tech Lead: ____ Date: ____" below a heading "Sign-off".`;
}

function signCommand(file: string, role: string): string {
  return `headroom sign ${file} --role ${/^[\w-]+$/.test(role) ? role : `"${role}"`}`;
}
