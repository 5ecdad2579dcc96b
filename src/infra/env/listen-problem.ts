import { errorCode } from './error-code.ts';
import { StartupProblem } from './startup-problem.ts';

/** What an operator can put right when a server can't listen; anything else comes back as it is. */
export function listenProblem(error: unknown, where: { host: string; port: number }): unknown {
  const { host, port } = where;
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new StartupProblem(
        'PORT',
        `${port} on ${host} is already taken by another program; end that one or choose another`,
        { cause: error },
      );
    case 'EACCES':
      return new StartupProblem(
        'PORT',
        `this user may not listen on ${port}; choose one above 1023`,
        {
          cause: error,
        },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartupProblem('HOST', `${host} is not an address of this machine`, {
        cause: error,
      });
    default:
      return error;
  }
}
