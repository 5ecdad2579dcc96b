import { useLocale, useTranslations } from 'use-intl';
import { formatSize } from '#client/ui/format-size.ts';
import { checkBeforeSending } from '#domain/files/intake.ts';
import { formatNames } from '../format-names.ts';
import type { UploadProblem } from './upload.ts';
import { type Intake, limitInBytes } from './use-intake.ts';

type Advice = 'macros' | 'heic' | 'packed' | 'program';

/** Endings that say why, and what would help. */
const advice: [Advice, RegExp][] = [
  ['macros', /\.(doc|dot|xls|xlt|ppt|pot|pps)m$/i],
  ['heic', /\.(heic|heif)$/i],
  ['packed', /\.(zip|rar|7z|tar|gz)$/i],
  ['program', /\.(exe|bat|cmd|com|dll|msi|jar|js|mjs|php|ps1|py|sh|wasm)$/i],
];

/** Says why a file cannot be sent, before it is; null when nothing speaks against it. */
export function useRefusalWords(intake: Intake): (file: File) => UploadProblem | null {
  const t = useTranslations('uploads.refused');
  const locale = useLocale();
  const words = (file: File, code: string, max: unknown): string => {
    if (code === 'file.empty') return t('empty');
    if (code === 'file.too_large') {
      const limit = typeof max === 'number' ? limitInBytes(max) : 0;
      return t('size', { size: formatSize(file.size, locale), max: formatSize(limit, locale) });
    }
    const known = advice.find(([, ending]) => ending.test(file.name));
    if (known) return t(known[0]);
    const formats = intake.flatMap((rules) => rules.formats);
    return t('type', { formats: formatNames(formats, locale) });
  };
  return (file) => {
    // Not known yet: the server says it.
    if (intake.length === 0) return null;
    const declared = { name: file.name, mimeType: file.type, sizeBytes: file.size };
    const checked = checkBeforeSending(declared, intake);
    if (checked.ok) return null;
    const { code, params } = checked.refusal;
    return { code, detail: words(file, code, params?.max_bytes) };
  };
}
