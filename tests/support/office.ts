/** Office documents of the smallest kind, and whatever is to be wrong with them. */
import { zip, type ZipPart } from './zip.ts';

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const mains = {
  docx: ['word/document.xml', 'wordprocessingml.document.main'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet.main'],
  pptx: ['ppt/presentation.xml', 'presentationml.presentation.main'],
} as const;

export interface OpenXmlOptions {
  /** Where the main part is, if not where it usually is. */
  mainName?: string;
  mainType?: string;
  main?: string;
  /** Further parts. */
  parts?: readonly ZipPart[];
  /** Lines for `[Content_Types].xml`. */
  types?: string;
}

export function openXml(format: keyof typeof mains, options: OpenXmlOptions = {}): Buffer {
  const [usualName, type] = mains[format];
  const name = options.mainName ?? usualName;
  const mainType = options.mainType ?? `application/vnd.openxmlformats-officedocument.${type}+xml`;
  return zip([
    {
      name: '[Content_Types].xml',
      data: `<?xml version="1.0"?><Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${name}" ContentType="${mainType}"/>${options.types ?? ''}</Types>`,
    },
    { name: '_rels/.rels', data: rels([['officeDocument', name]]) },
    { name, data: options.main ?? '<w:document><w:p>Hello</w:p></w:document>' },
    ...(options.parts ?? []),
  ]);
}

/** Relationships, each `[kind, target, mode?]`. */
export function rels(list: readonly (readonly [string, string, string?])[]): string {
  const lines = list.map(
    ([kind, target, mode], index) =>
      `<Relationship Id="r${index}" Type="${relationships}/${kind}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
  );
  return `<?xml version="1.0"?><Relationships>${lines.join('')}</Relationships>`;
}

/** A Word document whose text is fields with these instructions, each in one piece or several. */
export function wordFields(...pieces: string[]): string {
  const runs = pieces.map((piece) => `<w:r><w:instrText>${piece}</w:instrText></w:r>`);
  return `<w:document><w:p>${runs.join('')}</w:p></w:document>`;
}
