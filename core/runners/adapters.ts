import type { RunnerAdapter } from './adapter.ts';
import { artilleryAdapter } from './artillery/adapter.ts';
import { coderAdapter } from './coder/adapter.ts';
import { commandAdapter } from './command/adapter.ts';
import { heyAdapter } from './hey/adapter.ts';
import { httpAdapter } from './http/adapter.ts';
import { k6Adapter } from './k6/adapter.ts';
import type { RunnerKind } from './runner.ts';
import { wrkAdapter } from './wrk/adapter.ts';

/** How each runner is started and understood. */
export const ADAPTERS: Record<RunnerKind, RunnerAdapter> = {
  http: httpAdapter,
  k6: k6Adapter,
  artillery: artilleryAdapter,
  wrk: wrkAdapter,
  hey: heyAdapter,
  coder: coderAdapter,
  command: commandAdapter,
};
