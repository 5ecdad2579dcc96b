import { DrizzleQueryError } from 'drizzle-orm/errors';

/** What drizzle and Postgres say of the values of a query, which are people's. */
const withheld = new Set(['params', 'detail', 'where', 'cause']);

/** An error as the log has it: with its causes, and without the values of a query. */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message, stack, cause } = error;
  // Plain values only: an object is somebody's insides. pg's errors bring along their client, with its
  // queries and the key that cancels them.
  const told = Object.entries(error).filter(
    ([name, value]) => !withheld.has(name) && typeof value !== 'object',
  );
  // drizzle's message has the query, which is told anyway, and the values.
  const isQuery = error instanceof DrizzleQueryError;
  return {
    ...Object.fromEntries(told),
    type: error.constructor.name,
    message: isQuery ? 'a query failed' : message,
    stack: isQuery ? framesOf(error) : stack,
    ...(error instanceof AggregateError ? { errors: error.errors.map(errorForLog) } : {}),
    ...(cause === undefined ? {} : { cause: errorForLog(cause) }),
  };
}

/** The stack without the message that it begins with. */
function framesOf({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  return at === -1 ? '' : stack.slice(at + message.length).trimStart();
}
