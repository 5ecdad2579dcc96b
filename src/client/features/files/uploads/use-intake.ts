import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { type IntakeRules, type IntakeType } from '#domain/files/intake.ts';
import type { UploadType } from './upload.ts';

/** As the server counts it. */
const megabyteBytes = 1024 * 1024;

/** What may be sent as which type; empty until the server has said it, and it decides in any case. */
export type Intake = readonly (IntakeRules & { type: IntakeType })[];

/** The server's rules for a type, or for all that a place takes; `maxSizeMb` may only narrow them. */
export function useIntake(fileType: UploadType | 'avatar', maxSizeMb?: number): Intake {
  const { data } = trpc.system.info.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  return useMemo(() => {
    if (!data) return [];
    const types: readonly IntakeType[] = fileType ? [fileType] : ['image', 'document'];
    return types.map((type) => {
      const { formats, maxSizeBytes } = data.uploads[type];
      const given = maxSizeMb === undefined ? maxSizeBytes : maxSizeMb * megabyteBytes;
      return { type, formats, maxSizeBytes: Math.min(maxSizeBytes, given) };
    });
  }, [data, fileType, maxSizeMb]);
}

/** As people say it: a limit of 5 × 1024 × 1024 bytes is one of 5 MB. */
export function limitInBytes(maxSizeBytes: number): number {
  return (maxSizeBytes / megabyteBytes) * 1_000_000;
}
