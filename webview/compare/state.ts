import * as z from 'zod';
import {
  keptComparePanelSchema,
  type CompareHostMessage,
  type CompareView,
  type KeptComparePanel,
} from '../../core/protocol/comparePanel.ts';
import { handleMessage } from '../../core/protocol/messages.ts';
import { nextOrder, ORDER_COLUMNS, type OrderColumn, type ValueOrder } from './valueRows.ts';

/** All that the panel is drawn from. */
export interface State {
  /** Which two are compared; VS Code brings the panel back by it. */
  pair?: KeptComparePanel | undefined;
  /** Absent until the host has answered. */
  view?: CompareView;
  order?: ValueOrder | undefined;
  /** Only values and checks that are not the same on both sides. */
  onlyChanged: boolean;
}

export type Message =
  CompareHostMessage | { kind: 'sort'; column: OrderColumn } | { kind: 'only-changed'; isOn: boolean };

export function reduce(state: State, message: Message): State {
  return handleMessage<Message, State>(
    {
      show: ({ pair, view }) => ({ ...state, pair, view }),
      sort: ({ column }) => ({ ...state, order: nextOrder(state.order, column) }),
      'only-changed': ({ isOn }) => ({ ...state, onlyChanged: isOn }),
    },
    message,
  );
}

const keptSchema = keptComparePanelSchema.extend({
  order: z.object({ column: z.enum(ORDER_COLUMNS), isTurned: z.boolean() }).optional(),
  onlyChanged: z.boolean(),
});

/** What is kept while the panel is hidden and over Reload Window: never figures, they are read again. */
export function keptOf({ pair, order, onlyChanged }: State): unknown {
  return pair && { ...pair, order, onlyChanged };
}

/** The state to begin with, from what was kept by this or an older version. */
export function initialState(kept: unknown): State {
  const parsed = keptSchema.safeParse(kept);
  return parsed.success ? { order: parsed.data.order, onlyChanged: parsed.data.onlyChanged } : { onlyChanged: false };
}
