import type { Decider } from '../kernel/decider.ts';
import { accept } from '../kernel/result.ts';
import { type AlertCode, type AlertParams, severityOf } from './alert.conditions.ts';
import { type AlertData, type AlertEvent, AlertRaised, AlertResolved } from './alert.events.ts';

/** One stream for each condition, so that whoever finds it, it has one open alert. */
export interface AlertState {
  open: AlertData | null;
}

export type AlertCommand =
  | { type: 'RaiseAlert'; alertId: string; code: AlertCode; params: AlertParams; at: string }
  | { type: 'ResolveAlert' };

export const alertDecider: Decider<AlertState, AlertCommand, AlertEvent> = {
  category: 'alert',
  initial: { open: null },

  decide({ open }, command) {
    if (command.type === 'ResolveAlert') return accept(open ? [AlertResolved.of(open)] : []);
    if (open) return accept([]);
    const { alertId, code, params, at } = command;
    const severity = severityOf(code);
    return accept([AlertRaised.of({ alertId, code, severity, params, raisedAt: at })]);
  },

  evolve: (_, event) => ({ open: event.type === 'AlertRaised' ? event.data : null }),
};
