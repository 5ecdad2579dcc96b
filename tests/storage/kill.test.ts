/** On this machine's disk; what differs with a bucket is in `kill.long.ts`. */
import { killTests } from './kill-tests.ts';

killTests('a folder');
