import type { Checklist } from '../checklist.ts';
import { keptWith } from '../lookup.ts';
import { signOffPlaces } from './places.ts';
import { signOffSection } from './section.ts';

/** An approval, which the signature itself is: "Approved by operations", "Go", "Tech Lead". */
const APPROVAL =
  /\b(?:approv\w*|sign(?:ed|s|ing)?[- ]?off|signed|signature|accept(?:ed|ance)?|authori[sz]\w*|go|no-?go|decision|consent)\b|^(?:[\p{L}/&-]+ ){0,3}(?:lead|manager|owner|engineer|director|architect|officer|c[a-z]o|ciso|qa|team|sre|devops|operations|ops|security|product|business|stakeholders?|sponsor|legal|dba|admin|head|on-?call|support|representative)\b\W*$/iu;

/** Items below the heading of the sign-off, but above a line to sign there: conditions of that signature, by their ids. */
export const conditionsOfSigning = keptWith((checklist: Checklist): ReadonlySet<string> => {
  const section = signOffSection(checklist);
  const places = signOffPlaces(checklist);
  const last = Math.max(0, ...places.map(({ name }) => name[0]));
  const own = new Set(places.map(({ item }) => item));
  if (section === undefined) return new Set();
  return new Set(
    checklist.items
      .filter(({ marker, id, parents, text }) => {
        const isAbove = marker >= section.span[0] && marker < last;
        return isAbove && ![id, ...parents].some((one) => own.has(one)) && !APPROVAL.test(text);
      })
      .map(({ id }) => id),
  );
});
