import type { Concern } from './concern.ts';

export interface FileFacts {
  uploadedBy: string;
  isPicture: boolean;
  isInProject: boolean;
  /** The uploader and the people of the project, as far as they are still here. */
  peopleIds: readonly string[];
}

/** Their events are results of our own work in the background: who uploaded is told too. */
export const fileConcerns: readonly Concern<FileFacts>[] = [
  // Of a document nothing was made while its uploader did something else: they saw it arrive.
  {
    kind: 'file.own_ready',
    events: ['FileReady'],
    whom: (file) => (file.isPicture && file.isInProject ? uploader(file) : []),
  },
  {
    kind: 'file.own_ready_alone',
    events: ['FileReady'],
    whom: (file) => (file.isPicture && !file.isInProject ? uploader(file) : []),
  },
  {
    kind: 'file.picture_added',
    events: ['FileReady'],
    whom: (file) => (file.isPicture ? others(file) : []),
  },
  {
    kind: 'file.document_added',
    events: ['FileReady'],
    whom: (file) => (file.isPicture ? [] : others(file)),
  },
  { kind: 'file.quarantined', events: ['FileQuarantined'], whom: uploader },
  { kind: 'file.failed', events: ['FileFailed'], whom: uploader },
];

function uploader({ uploadedBy, peopleIds }: FileFacts): string[] {
  return peopleIds.filter((id) => id === uploadedBy);
}

function others({ uploadedBy, peopleIds }: FileFacts): string[] {
  return peopleIds.filter((id) => id !== uploadedBy);
}
