/** The deaths of `kill.test.ts` with a bucket. */
import { killTests } from './kill-tests.ts';

killTests('a bucket');
