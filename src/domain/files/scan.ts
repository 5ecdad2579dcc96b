/** What the antivirus scanner has to do with a file. Nothing that waits for it is ever given out. */
import { isNotice, type NoticeCode } from './notices.ts';

/** `over_limits`: the scanner did not look into all of it, by limits of its own. */
export const scanOutcomes = ['clean', 'infected', 'over_limits'] as const;
export type ScanOutcome = (typeof scanOutcomes)[number];

/** `none` where there is no scanner; `unavailable` where it was asked and gave no answer. */
export type ScanState = 'none' | 'waiting' | 'unavailable' | ScanOutcome;

/** What people are told of a state; of `none` and `clean` nothing. */
const scanNotices = {
  none: null,
  waiting: 'scan_waiting',
  unavailable: 'scan_unavailable',
  clean: null,
  infected: 'infected',
  over_limits: 'scan_limits',
} as const satisfies Record<ScanState, NoticeCode | null>;

/** Whether an answer of the scanner would still change something. */
export function isScanAwaited(scan: ScanState): boolean {
  return scan === 'waiting' || scan === 'unavailable' || scan === 'over_limits';
}

/** Everything that is to be said of a file's content: what was noticed in it, and what the scanner says. */
export function noticesOn(file: { notices: readonly string[]; scan: ScanState }): NoticeCode[] {
  const ofScan = scanNotices[file.scan];
  return [...file.notices.filter(isNotice), ...(ofScan ? [ofScan] : [])];
}
