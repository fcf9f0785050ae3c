import * as z from 'zod';
import { keptPanelSchema, type HostMessage, type RunView } from '../core/protocol/panel.ts';
import { handleMessage } from '../core/protocol/messages.ts';
import { nextOrder, SORTED_COLUMNS, type CheckOrder, type SortedColumn } from './checkOrder.ts';

/** All that the panel is drawn from. */
export interface State {
  /** URI of the folder that is shown; VS Code brings the panel back by it. */
  runFolder?: string;
  /** Absent until the host has answered. */
  view?: RunView;
  order?: CheckOrder;
}

export type Message = HostMessage | { kind: 'sort'; column: SortedColumn };

export function reduce(state: State, message: Message): State {
  return handleMessage<Message, State>(
    {
      show: ({ runFolder, view }) => ({ ...state, runFolder, view }),
      sort: ({ column }) => ({ ...state, order: nextOrder(state.order, column) }),
    },
    message,
  );
}

const keptSchema = keptPanelSchema.extend({
  order: z.object({ column: z.enum(SORTED_COLUMNS), direction: z.enum(['ascending', 'descending']) }).optional(),
});

/** What is kept while the panel is hidden and over Reload Window: never figures, they are read again. */
export function keptOf({ runFolder, order }: State): unknown {
  return runFolder === undefined ? undefined : { runFolder, order };
}

/** The state to begin with, from what was kept by this or an older version. */
export function initialState(kept: unknown): State {
  const parsed = keptSchema.safeParse(kept);
  return parsed.success ? { order: parsed.data.order } : {};
}
