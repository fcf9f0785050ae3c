import * as z from 'zod';
import { handleMessage } from '../core/protocol/messages.ts';
import { keptPanelSchema, type HostMessage, type RunView } from '../core/protocol/panel.ts';
import { applyUpdate } from './applyUpdate.ts';
import { nextOrder, SORTED_COLUMNS, type CheckOrder, type SortedColumn } from './checkOrder.ts';
import { nextTableOrder, type TableOrder } from './tableOrder.ts';

/** What of a run that goes on the charts show: all of it, or its last minutes. */
export type ChartSpan = 'whole' | 'follow';

/** All that the panel is drawn from. */
export interface State {
  /** URI of the folder that is shown; VS Code brings the panel back by it. */
  runFolder?: string;
  /** Absent until the host has answered. */
  view?: RunView;
  order?: CheckOrder;
  /** Of the other tables, by their names. */
  tableOrders?: Record<string, TableOrder>;
  span?: ChartSpan;
  /** An update was missed: the whole has to be asked for again. */
  isBehind?: boolean;
  /** Nobody feeds the panel any more. */
  isAbandoned?: boolean;
}

export type Message =
  | HostMessage
  | { kind: 'sort'; column: SortedColumn }
  | { kind: 'sort-table'; table: string; column: string; first: TableOrder['direction'] }
  | { kind: 'span'; span: ChartSpan }
  | { kind: 'abandoned' };

export function reduce(state: State, message: Message): State {
  return handleMessage<Message, State>(
    {
      show: ({ runFolder, view }) => ({ ...state, runFolder, view, isBehind: undefined, isAbandoned: undefined }),
      update: (update) => {
        if (state.view?.kind !== 'live') return state;
        const view = applyUpdate(state.view, update);
        return view === undefined ? { ...state, isBehind: true } : { ...state, view, isAbandoned: undefined };
      },
      sort: ({ column }) => ({ ...state, order: nextOrder(state.order, column) }),
      'sort-table': ({ table, column, first }) => {
        const { [table]: before, ...others } = state.tableOrders ?? {};
        const order = nextTableOrder(before, column, first);
        return { ...state, tableOrders: order === undefined ? others : { ...others, [table]: order } };
      },
      span: ({ span }) => ({ ...state, span }),
      // Only what goes on has anything more to tell.
      abandoned: () => (state.view?.kind === 'live' ? { ...state, isAbandoned: true } : state),
    },
    message,
  );
}

const direction = z.enum(['ascending', 'descending']);
const keptSchema = keptPanelSchema.extend({
  order: z.object({ column: z.enum(SORTED_COLUMNS), direction }).optional(),
  tableOrders: z.record(z.string(), z.object({ column: z.string(), direction })).optional(),
  span: z.enum(['whole', 'follow']).optional(),
});

/** What is kept while the panel is hidden and over Reload Window: never figures, they are read again. */
export function keptOf({ runFolder, order, tableOrders, span }: State): unknown {
  return runFolder === undefined ? undefined : { runFolder, order, tableOrders, span };
}

/** The state to begin with, from what was kept by this or an older version. */
export function initialState(kept: unknown): State {
  const parsed = keptSchema.safeParse(kept);
  if (!parsed.success) return {};
  const { order, tableOrders, span } = parsed.data;
  return { order, ...(tableOrders && { tableOrders }), ...(span && { span }) };
}
