import type { Dialect } from '../../../core/configs/recognise.ts';

/** A file as people have it in their repository, and what it is; `why` is said of one that is nothing we know. */
export interface KnownFile {
  what: string;
  path: string;
  text: string;
  dialect: Dialect | undefined;
  why?: RegExp;
}

export const file = (
  what: string,
  path: string,
  dialect: Dialect | undefined,
  text: string,
  why?: RegExp,
): KnownFile => ({
  what,
  path,
  text,
  dialect,
  ...(why === undefined ? {} : { why }),
});
