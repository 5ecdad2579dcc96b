import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Upload } from './upload.ts';
import type { UploadStore } from './upload-store.ts';

export const UploadContext = createContext<UploadStore | null>(null);

export function useUploadStore(): UploadStore {
  const store = useContext(UploadContext);
  if (!store) throw new Error('EcosystiaProvider is missing above this component');
  return store;
}

export function useUploads(): readonly Upload[] {
  const store = useUploadStore();
  return useSyncExternalStore(store.subscribe, store.uploads);
}
