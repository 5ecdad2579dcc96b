export interface FileFormat {
  mimeType: string;
  /** Under which it is stored. */
  extension: string;
  /** Other endings and types that mean the same. */
  extensions: readonly string[];
  declaredAs: readonly string[];
  /** What a person reads that their file was found to be. */
  found: string;
}
