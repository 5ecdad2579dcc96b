/** The long one is `delivery-suite.long.ts`. */
import { deliveryTests } from './delivery-tests.ts';

deliveryTests(25, 180_000);
