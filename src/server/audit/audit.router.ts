import { router } from '../trpc/trpc.ts';
import { entity } from './entity.ts';
import { events } from './events.ts';
import { verdict } from './verdict.ts';

export const auditRouter = router({ events, entity, verdict });
