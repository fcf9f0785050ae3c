import type { RunnerAdapter } from './adapter.ts';
import { commandAdapter } from './command/adapter.ts';
import { httpAdapter } from './http/adapter.ts';
import type { RunnerKind } from './runner.ts';

/** How each runner is started and understood. A runner that is missing here is validated and refused by `run`. */
export const ADAPTERS: Partial<Record<RunnerKind, RunnerAdapter>> = { http: httpAdapter, command: commandAdapter };
