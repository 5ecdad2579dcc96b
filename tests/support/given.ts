import type { Decider } from '#domain/kernel/decider.ts';
import type { DomainEvent } from '#domain/kernel/event.ts';

/** Tests read as the rules do: `given(decider, past).when(command)` gives events or a refusal. */
export function given<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  past: readonly Event[],
): { when: (command: Command) => Event[] | string } {
  const state = past.reduce(decider.evolve, decider.initial);
  return {
    when: (command) => {
      const decided = decider.decide(state, command);
      return decided.ok ? decided.value : decided.refusal.code;
    },
  };
}
