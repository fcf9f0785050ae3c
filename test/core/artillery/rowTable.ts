import type { ArtilleryFacts } from '../../../core/configs/artillery/facts.ts';
import type { Row } from './rowScripts.ts';
import { ROWS_1_TO_24 } from './rows1to24.ts';
import { ROWS_25_TO_50 } from './rows25to50.ts';
import { ROWS_FROM_USE } from './rowsFromUse.ts';

/** Files that stand beside the scripts. */
export const FACTS: ArtilleryFacts = {
  fileExists: (path) => !path.startsWith('gone'),
  firstRowOf: (path) => (path === 'users.csv' ? ['name', 'email'] : ['ada', 'ada@example.com']),
  isPluginInstalled: (name) => (name.startsWith('gone') ? false : undefined),
  processor: (path) => {
    if (/\bgone\b/.test(path)) return { kind: 'missing' };
    if (path === 'broken.js') return { kind: 'broken', reason: 'Unexpected token, line 3' };
    return { kind: 'read', exports: ['login', 'logout', 'isDone'], variables: ['token'] };
  },
};

export const ROWS: readonly Row[] = [...ROWS_1_TO_24, ...ROWS_25_TO_50, ...ROWS_FROM_USE];
