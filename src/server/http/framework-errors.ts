/** What Node and Fastify refuse before any route is found, in the same form as everything else. */
import { type IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RefusalCode } from '#domain/kernel/refusals.ts';
import { languageOf } from './language.ts';
import { problemOf, problemType, sendRefusal } from './problem.ts';
import { RefusalError } from './refusal-error.ts';

/** Of Node's parser; anything else that it does not read is malformed. */
const refusalByParserCode: Record<string, RefusalCode> = {
  HPE_HEADER_OVERFLOW: 'request.headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'request.too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request.too_slow',
};

/** Nothing of the request could be read, so not its language either. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // In the middle of an answer there is no place for another one; Node looks at the same.
  const answer: unknown = Reflect.get(socket, '_httpMessage');
  const isAnswering = answer instanceof ServerResponse && answer.headersSent;
  if (!socket.writable || isAnswering) {
    socket.destroy();
    return;
  }
  const problem = problemOf({ code: refusalByParserCode[error.code ?? ''] ?? malformed }, 'en');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${problemType}`,
    'Content-Language: en',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

const malformed = 'request.malformed' satisfies RefusalCode;

/** A path that cannot be decoded, or an id longer than any of ours: that one is simply unknown. */
export function answerUnroutable(
  error: FastifyError,
  _: FastifyRequest,
  reply: FastifyReply,
): void {
  const isTooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  sendRefusal(reply, { code: isTooLong ? 'request.not_found' : malformed });
}

/** Node would answer these two by itself, with nothing to read. */
export function refuseOddRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers, raw }) => {
    if (headers.host === undefined && raw.httpVersion === '1.1') {
      throw new RefusalError({ code: malformed });
    }
  });
  app.server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const language = languageOf(request.headers['accept-language']);
    const problem = problemOf({ code: 'request.expectation_failed' }, language);
    response.writeHead(problem.status, {
      'content-type': problemType,
      'content-language': language,
      connection: 'close',
    });
    response.end(JSON.stringify(problem));
  });
}
