/** 25 MB to a reader that does not read; 200 MB are in `slow-reader.long.ts`. */
import { slowReaderTests } from './slow-reader-tests.ts';

slowReaderTests(2_500, 180_000);
