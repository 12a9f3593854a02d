import type { Job } from '../job.ts';
import { type VisitPayload, visitPayload } from './visit.ts';

/** A hint that a lane has pages due that need a browser. More than two at once gained nothing on two cores. */
const browserVisitJob: Job<VisitPayload> = {
  name: 'browser-visit',
  payload: visitPayload,
  attempts: 1,
  backoffMs: 0,
  concurrency: 2,
  keyOf: ({ lane }) => lane,
};

export default browserVisitJob;
