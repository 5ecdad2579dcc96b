import type { FastifyReply } from 'fastify';

/** Says that the answer is another one by this header too: beside the origin, where other origins are let in. */
export function varyBy(reply: FastifyReply, header: string): void {
  reply.header('vary', [reply.getHeader('vary') ?? [], header].flat().join(', '));
}
