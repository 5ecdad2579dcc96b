/** More of everything, for as long as it takes. */
import { deliveryTests } from './delivery-tests.ts';

deliveryTests(1_500, 1_200_000);
