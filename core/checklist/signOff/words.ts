import { LANGUAGES, type LanguageWords } from './languages.ts';

export type SignOffColumn = 'role' | 'name' | 'date' | 'signature';

type Kind = Exclude<keyof LanguageWords, 'unsure'>;

const DENSE_LETTERS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const DENSE = new RegExp(`[${DENSE_LETTERS}]`, 'u');
// `\b` knows only the letters of English.
const START = '(?<![\\p{L}\\p{N}_])';
const END = '(?![\\p{L}\\p{N}_])';

const all = (...kinds: readonly Kind[]): string[] =>
  kinds.flatMap((kind) => LANGUAGES.flatMap((language) => language[kind]));
/** Those that mean nothing else in another language. */
const sure = (kind: Kind): string[] =>
  LANGUAGES.flatMap((language) => language[kind].filter((word) => language.unsure?.includes(word) !== true));

const spaced = (words: readonly string[]): string[] => words.filter((word) => !DENSE.test(word));
const dense = (words: readonly string[]): string[] => words.filter((word) => DENSE.test(word));
/** Never empty: an empty choice would be found everywhere. */
const choice = (words: readonly string[]): string => `(?:${words.length === 0 ? '(?!)' : words.join('|')})`;
const anyOf = (words: readonly string[]): string =>
  `(?:${START}${choice(spaced(words))}${END}|${choice(dense(words))})`;

const within = (words: readonly string[]): RegExp => new RegExp(anyOf(words), 'iu');
const whole = (words: readonly string[]): RegExp => new RegExp(`^${choice(words)}$`, 'iu');
const atStart = (words: readonly string[]): RegExp => new RegExp(`^${anyOf(words)}`, 'iu');
const atEnd = (words: readonly string[]): RegExp => new RegExp(`${anyOf(words)}$`, 'iu');

/** Behind the word for a sign-off: how it is done, and nobody signs below it. */
const HOW_IT_IS_DONE = [
  ...['work-?flows?', 'process(?:es)?', 'matri(?:x|ces)', 'polic(?:y|ies)', 'criteri(?:a|on)', 'procedures?', 'rules?'],
  ...['guidelines?', 'prozess', 'verfahren', 'kriterien', 'richtlinien?', 'processus', 'critères'],
];
const HEADING = new RegExp(
  [
    `${START}${choice(spaced(all('heading')))}${END}(?![\\s_-]+${choice(HOW_IT_IS_DONE)}${END})`,
    // Only at the end: elsewhere it can be part of any other word.
    `(?<![未不非])${choice(dense(all('heading')))}(?:[栏欄表页頁书書者人]|记录|記録|清单)?(?=[^\\p{L}\\p{N}]*$|\\s*[（(:：])`,
  ].join('|'),
  'iu',
);

/** Whether a heading or a label reads like that of a sign-off. */
export const isSignOffHeading = (heading: string): boolean => HEADING.test(heading);

const NOBODY = [
  ...['and', 'or', 'of', 'the', 'final', 'required', 'requirements?', 'checklist', 'section', 'table', 'form', 'block'],
  ...['und', 'et', 'y', 'e', 'erforderliche'],
];
const OF_NOBODY = new RegExp(anyOf([...all('heading'), ...NOBODY]), 'giu');

/** Whether it is one that names nobody: "7. Sign-off", "**Required signatures:**". */
export const isGeneralSignOff = (heading: string): boolean =>
  isSignOffHeading(heading) && !/\p{L}/u.test(heading.replace(OF_NOBODY, ''));

const THINGS = [
  ...['check-?lists?', 'criteria', 'steps?', 'commands?', 'scripts?', 'tests?', 'evidence', 'results?', 'procedures?'],
  ...['notes?', 'verification', 'validation', 'documents?', 'tasks?', 'actions?', 'metrics?', 'references?', 'items?'],
];
const A_THING = atEnd(THINGS);

/** Whether a label tells what stands below it, and not who: "Pass criteria". */
export const namesAThing = (label: string): boolean => A_THING.test(label);

const NAME_LABELS = ['(?:(?:full|print(?:ed)?|your) )?names?', 'nom', 'nombre', 'nome', '姓名', '氏名', '名前'];
const DATE_LABELS = ['on'];
const SIGNATURE_LABELS = ['sign', 'sign here'];
const PLACES = {
  date: atEnd([...all('date'), ...DATE_LABELS]),
  signature: atEnd([...all('signature'), ...SIGNATURE_LABELS]),
};
const SURE_PLACES = {
  date: atEnd([...sure('date'), ...DATE_LABELS]),
  signature: atEnd([...sure('signature'), ...SIGNATURE_LABELS]),
};

/** What a place of a line is for, by the words before it. Words of two meanings say it only below a sign-off. */
export function placeOfLabel(label: string, isSignOff: boolean): 'date' | 'signature' | undefined {
  const places = isSignOff ? PLACES : SURE_PLACES;
  if (places.date.test(label)) return 'date';
  return places.signature.test(label) ? 'signature' : undefined;
}

const NO_ROLE = whole([
  ...NAME_LABELS,
  ...[...sure('signature'), ...SIGNATURE_LABELS, 'signed by', 'signed off(?: by)?', 'signature of approver'],
  ...sure('date'),
]);

/** Whether a label says that somebody signs, and not who: "Signed", "Name". */
export const namesNoRole = (label: string): boolean => NO_ROLE.test(label);

const ROLE_LABELS = whole(all('role'));
export const asksForRole = (label: string): boolean => ROLE_LABELS.test(label);

/** What else can be asked for beside the name. */
const ASIDE = [
  ...['(?:job )?title', 'role', 'position', 'function', 'team', 'department', 'company', 'organi[sz]ation', 'e-?mail'],
  ...['phone', 'initials', 'time', 'comments?', 'notes?', 'decision', 'titel', 'abteilung', 'uhrzeit', 'ort'],
];
/** "Approval date", "签字日期". */
const DATED = `(?:(?:approval|sign(?:ed|ing|-?off)?|signature|review) )?${choice(spaced(all('date')))}(?: (?:signed|of (?:signature|approval)))?`;
const denseLabel = (words: readonly string[]): string => `[${DENSE_LETTERS}]{0,6}${choice(dense(words))}`;
const LABELS = [
  `(?<date>${DATED}|${denseLabel(all('date'))}|(?:signed )?on)`,
  `(?<signature>${choice([...spaced(all('signature')), ...SIGNATURE_LABELS])}|${denseLabel(all('signature'))})`,
  `(?<name>${choice(NAME_LABELS)})`,
  choice(ASIDE),
].join('|');
const LABEL_IN_LINE = new RegExp(
  `(?<=[\\s,;|，；、（(])(?:${LABELS})(?:[^\\S\\n]{0,3}[:：]|(?<=${choice([...spaced(all('date')), ...DATE_LABELS])})(?=\\s+(?:\\d{4}-\\d\\d|_)))`,
  'giu',
);

export interface LabelInLine {
  kind: 'date' | 'signature' | 'name' | 'aside';
  from: number;
  /** Behind its colon. */
  to: number;
}

/** Where `Date:` and the like stand within a line. */
export function labelsIn(line: string, isSignOff: boolean): LabelInLine[] {
  return [...line.matchAll(LABEL_IN_LINE)].map(({ 0: label, index, groups }) => {
    const { date, signature, name } = groups ?? {};
    const place = placeOfLabel(date ?? signature ?? '', isSignOff);
    const kind = (date ?? signature) === undefined ? (name === undefined ? 'aside' : 'name') : (place ?? 'aside');
    return { kind, from: index, to: index + label.length };
  });
}

/** Of dates that say when something has to be done. */
const PLANNED = within([
  ...['due', 'target', 'start(?:ed|ing)?', 'end', 'finish', 'planned', 'scheduled', 'complet(?:ion|ed)', 'expected'],
  ...['estimated', 'expir(?:y|ation)', 'deadline', 'delivery', 'creat(?:ed|ion)', 'updated?', 'limite', 'prévue'],
  ...[
    "d['’]échéance",
    'cible',
    'límite',
    'prevista',
    'vencimiento',
    'vencimento',
    'scadenza',
    '截止',
    '计划',
    '予定',
    '期限',
  ],
]);
const DATE = within(sure('date'));
export const isPlannedDate = (heading: string): boolean => DATE.test(heading) && PLANNED.test(heading);

const SIGNATURE = within(sure('signature'));
const ROLE = whole(sure('role'));
const NAME = whole(sure('name'));
const TWO_THINGS = /[/&+,、]|(?<!\p{L})(?:and|und|et|y|e)(?!\p{L})|[和及]/iu;

/** What a column is for, by its heading. */
export function signOffColumn(heading: string): SignOffColumn | undefined {
  if (DATE.test(heading) && !TWO_THINGS.test(heading)) return isPlannedDate(heading) ? undefined : 'date';
  if (SIGNATURE.test(heading)) return 'signature';
  if (ROLE.test(heading)) return 'role';
  if (NAME.test(heading)) return 'name';
  return DATE.test(heading) ? 'date' : undefined;
}

const COLUMNS: readonly SignOffColumn[] = ['role', 'name', 'date', 'signature'];
const UNSURE = LANGUAGES.flatMap((language) => {
  const { unsure } = language;
  if (unsure === undefined) return [];
  const others = whole(COLUMNS.flatMap((column) => language[column].filter((word) => !unsure.includes(word))));
  return COLUMNS.map((column) => ({
    column,
    others,
    words: whole(language[column].filter((word) => unsure.includes(word))),
  }));
});

/** The same of a word with two meanings, where another column is surely in its language. */
export function unsureColumn(heading: string, headings: readonly string[]): SignOffColumn | undefined {
  return UNSURE.find(({ words, others }) => words.test(heading) && headings.some((other) => others.test(other)))
    ?.column;
}

const DECISION = within(all('decision'));

/** Whether a column says how somebody decided. */
export const isDecisionColumn = (heading: string): boolean => DECISION.test(heading);

const UNDECIDED = within(all('undecided'));
const NO = atStart(all('no'));

/** Whether it is a no, or says that there is no decision yet. */
export const isNoYes = (says: string): boolean => UNDECIDED.test(says) || NO.test(says);

// The words of the places themselves stand in templates: "Name", "Date".
const PLACEHOLDER = whole(all('placeholder', 'name', 'date', 'signature', 'role'));

/** Whether it only says what is to be written there. */
export const isPlaceholderWord = (says: string): boolean => PLACEHOLDER.test(says);
