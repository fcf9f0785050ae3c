import type { DerivedLoad } from '../derivedLoad.ts';
import type { K6Options } from '../model.ts';
import type { K6Reader } from '../reader.ts';
import { keySpanOf } from './load.ts';

/** The browser starts only in scenarios that name its type. */
export function checkBrowser(
  options: K6Options,
  load: DerivedLoad,
  modules: ReadonlySet<string>,
  reader: K6Reader,
): void {
  if (!modules.has('k6/browser') || load.kind !== 'scenarios' || load.hasMore) return;
  if (load.scenarios.some(({ hasBrowser, hasMore }) => hasBrowser || hasMore)) return;
  reader.report('k6-browser-type', keySpanOf(options, 'scenarios'));
}
