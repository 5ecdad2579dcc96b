/** 200 MB to a reader that does not read. */
import { slowReaderTests } from './slow-reader-tests.ts';

slowReaderTests(20_000, 1_200_000);
